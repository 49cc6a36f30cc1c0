// worker.module.ts: the lanes that this process works on, and what their jobs use.
import type { Shelf } from '@mockverse/bank/shelf';
import type { Handlers, Lane } from '@mockverse/contracts/jobs';
import type { Engine } from '@mockverse/engine/engine';
import { Bell } from '@mockverse/queue/bell';
import { Jobs } from '@mockverse/queue/jobs';
import { LaneModule } from '@mockverse/queue/lane-module';
import { QueueModule } from '@mockverse/queue/queue-module';
import type { Env } from '@mockverse/runtime/env';
import type { Log } from '@mockverse/runtime/log';
import type { Store } from '@mockverse/store/store';
import { type DynamicModule, Module } from '@nestjs/common';
import { handlers } from './handlers';

/** A question mostly waits for the model, and a person waits for it, so hardly any queues; gradings may take a core each. */
const CONCURRENCY: Record<Lane, number> = { live: 100, review: 6 };
/** Running jobs get this long after SIGTERM; then they are handed back. Less than a supervisor's patience of 10 s. */
const GRACE_MS = 4_000;

export interface WorkerParts {
  env: Env;
  log: Log;
  store: Store;
  engine: Engine;
  shelf: Shelf;
}

export class Hands {
  constructor(readonly handlers: Handlers) {}
}

@Module({})
export class WorkerModule {
  static with({ env, log, ...parts }: WorkerParts): DynamicModule {
    const useFactory = (jobs: Jobs, bell: Bell) => new Hands(handlers({ ...parts, jobs, bell, log }));
    const from: DynamicModule = {
      module: HandsModule,
      providers: [{ provide: Hands, useFactory, inject: [Jobs, Bell] }],
      exports: [Hands],
    };
    const lanes = env.lanes.map((lane) =>
      LaneModule.forLane(lane, { settings: env, concurrency: CONCURRENCY[lane], graceMs: GRACE_MS, hands: Hands, from, log }),
    );
    return { module: WorkerModule, imports: [QueueModule.forRoot(env, log), from, ...lanes] };
  }
}

@Module({})
class HandsModule {}
