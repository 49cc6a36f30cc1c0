// measured-system.ts: the built product as it runs in production, api and two workers as processes, for a benchmark.
import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { testDatabase } from '../support/database';
import { startGeminiEmulator } from '../support/gemini-emulator/emulator';
import { findRedis } from '../support/redis';

const ROOT = join(__dirname, '..', '..');

export interface Measured {
  origin: string;
  databaseUrl: string;
  backend: 'postgresql' | 'redis';
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

async function until(ready: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await ready().catch(() => false)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${what} did not come up in 20 s`);
}

const gone = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/** Starts it on a database of its own; with a model, on the Gemini emulator with that latency. */
export async function startMeasured(wanted: {
  backend: Measured['backend'];
  model: { firstTokenMs: number } | null;
}): Promise<Measured> {
  const database = await testDatabase();
  const redis = wanted.backend === 'redis' ? await findRedis() : null;
  if (wanted.backend === 'redis' && !redis) throw new Error('There is no Redis to measure on.');
  const emulator = wanted.model
    ? await startGeminiEmulator({ seed: 1, latency: { firstTokenMs: wanted.model.firstTokenMs, perTokenMs: 12 } })
    : null;
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    PORT: String(port),
    DATABASE_URL: database.url,
    REDIS_URL: redis?.url ?? '',
    SESSION_SECRET: 'only-for-this-measurement-0123456789abcdef',
    INTERVIEWER: emulator ? 'gemini' : 'builtin',
    ...(emulator ? { GEMINI_API_KEY: 'emulator', GEMINI_BASE_URL: emulator.url } : {}),
  };
  const start = (app: string, more: NodeJS.ProcessEnv = {}): ChildProcess =>
    fork(join(ROOT, 'dist', 'apps', app, 'main.js'), [], { env: { ...env, ...more }, execArgv: [] });
  const children = [start('api'), start('worker', { LANES: 'live' }), start('worker', { LANES: 'review' })];
  const origin = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${origin}/readyz`)).ok, 'The api');
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(gone));
    await emulator?.close();
    await redis?.close();
    await database.drop();
  };
  return { origin, databaseUrl: database.url, backend: wanted.backend, stop };
}
