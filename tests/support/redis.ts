// redis.ts: finds a Redis for the tests, or starts one; a private one can be killed and started again.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Redis from 'ioredis';
import { until } from './until';

export interface FoundRedis {
  url: string;
  /** Stops it if it was started here; a Redis that was found is left alone. */
  close(): Promise<void>;
}

export interface PrivateRedis extends FoundRedis {
  port: number;
  /** As a power cut: nothing is written. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/**
 * REDIS_URL_TEST, else one of our own, else the one on 6379; null without any, which on CI is an error. One of our own
 * comes first because test files that run side by side would take each other's jobs out of a shared one.
 */
export const findRedis = async (): Promise<FoundRedis | null> => {
  const given = process.env.REDIS_URL_TEST;
  if (given) return { url: ownDatabase(given), close: async () => undefined };
  if (hasBinary()) return privateRedis();
  const local = 'redis://127.0.0.1:6379';
  if (await answers(local)) return { url: ownDatabase(local), close: async () => undefined };
  if (process.env.CI === 'true') throw new Error('There is no Redis: set REDIS_URL_TEST, or install redis-server.');
  process.stderr.write('No Redis was found: the tests on Redis are skipped.\n');
  return null;
};

/** Redis has sixteen numbered databases: one for each of jest's processes. */
const ownDatabase = (url: string): string => {
  const address = new URL(url);
  if (address.pathname.length <= 1) address.pathname = `/${Number(process.env.JEST_WORKER_ID ?? 0) % 16}`;
  return address.href;
};

/** A Redis of our own without persistence: whatever it held is gone when it is killed. */
export const privateRedis = async (): Promise<PrivateRedis> => {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'mockverse-redis-'));
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = spawn('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no', '--dir', folder], {
      stdio: 'ignore',
    });
    await until(() => answers(url), 'the private Redis answers');
  };
  const kill = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await gone;
  };
  const close = async (): Promise<void> => {
    await kill();
    await rm(folder, { recursive: true, force: true });
  };
  await start();
  return { url, port, kill, start, close };
};

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export const hasBinary = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

const answers = async (url: string): Promise<boolean> => {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 500, commandTimeout: 500, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
};
