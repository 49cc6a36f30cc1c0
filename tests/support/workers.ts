// workers.ts: both lanes at work in the test's own process, exactly as the worker process puts them together.
import { loadShelf } from '@mockverse/bank/shelf';
import { createEngine } from '@mockverse/engine/create-engine';
import type { Env } from '@mockverse/runtime/env';
import { type Log, nestLogger } from '@mockverse/runtime/log';
import type { Store } from '@mockverse/store/store';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from '../../apps/worker/worker.module';

export async function startWorkers(env: Env, store: Store, log: Log): Promise<{ close(): Promise<void> }> {
  const shelf = loadShelf();
  const parts = { env, log, store, shelf, engine: createEngine({ env, log }) };
  return NestFactory.createApplicationContext(WorkerModule.with(parts), { logger: nestLogger(log), abortOnError: false });
}
