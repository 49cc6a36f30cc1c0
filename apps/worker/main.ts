// main.ts: the worker process: reads its settings, opens what jobs use, works until it is told to stop.
import 'reflect-metadata';
import { loadShelf } from '@mockverse/bank/shelf';
import { createEngine } from '@mockverse/engine/create-engine';
import { stitch } from '@mockverse/interview/transcript';
import { EnvError, readEnv } from '@mockverse/runtime/env';
import { createLog, nestLogger } from '@mockverse/runtime/log';
import { onShutdown } from '@mockverse/runtime/shutdown';
import { openStore } from '@mockverse/store/store';
import { NestFactory } from '@nestjs/core';
import { yieldToPeople } from './priority';
import { warmUp } from './warm-up';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const env = readEnv();
  const log = createLog('worker', env.logLevel, { pii: env.logPii });
  if (!env.databaseUrl) throw new EnvError(['DATABASE_URL is not set. Set it, or start everything with `npm start`.']);
  yieldToPeople(env.lanes, log);
  const store = await openStore({ databaseUrl: env.databaseUrl, pool: env.databasePool, log, stitch });
  const shelf = loadShelf();
  const engine = createEngine({ env, log });
  if (env.lanes.includes('live')) await warmUp({ store, shelf, log });
  const parts = { env, log, store, shelf, engine };
  const app = await NestFactory.createApplicationContext(WorkerModule.with(parts), { logger: nestLogger(log) });
  onShutdown(log, [
    { name: 'lanes', run: () => app.close() },
    { name: 'store', run: () => store.close() },
  ]);
  log.info('working', { lanes: env.lanes, engine: engine.name, model: engine.model });
  process.send?.({ ready: true });
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof EnvError ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
