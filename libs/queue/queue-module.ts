// queue-module.ts: gives a Nest app the jobs, the bell and the admin's view of the queues.
import type { Lane } from '@mockverse/contracts/jobs';
import type { Log } from '@mockverse/runtime/log';
import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { QueueAdmin } from './admin';
import { type Backend, queueBackend } from './backend';
import { Bell } from './bell';
import { Jobs } from './jobs';
import { LaneQueue, LaneWorker } from './lane-queue';
import { backendReady } from './ready';

export interface QueueSettings {
  redisUrl: string | null;
  databaseUrl: string | null;
  production: boolean;
  prefix?: string;
}

// Nest makes the queues and workers; these make them on the backend that their connection names.
BullModule.queueClass = LaneQueue;
BullModule.workerClass = LaneWorker;

@Module({})
export class QueueModule implements OnApplicationShutdown {
  constructor(@Inject(Bell) private readonly bell: Bell) {}

  /** Global. The app does not start before the backend answers. */
  static forRoot(settings: QueueSettings, log: Log): DynamicModule {
    const backend = queueBackend(settings);
    return {
      global: true,
      module: QueueModule,
      imports: (['live', 'review'] as const).map((lane) => registered(lane, backend, { log, production: settings.production })),
      providers: [
        { provide: Jobs, useFactory: connected(log), inject: [getQueueToken('live'), getQueueToken('review')] },
        { provide: QueueAdmin, useFactory: (jobs: Jobs) => new QueueAdmin(jobs.queues, jobs), inject: [Jobs] },
        // After the queues: then the schema is there.
        { provide: Bell, useFactory: (_after: Jobs) => new Bell(backend, log), inject: [Jobs] },
      ],
      exports: [Jobs, QueueAdmin, Bell],
    };
  }

  onApplicationShutdown(): Promise<void> {
    return this.bell.close();
  }
}

const registered = (lane: Lane, backend: Backend, ready: { log: Log; production: boolean }): DynamicModule =>
  BullModule.registerQueueAsync({
    name: lane,
    useFactory: async () => {
      await backendReady(backend, ready);
      return { connection: backend.producer, prefix: backend.prefix };
    },
  });

// BullMQ never forgets a first connection that failed: better not to start than to start deaf.
const connected =
  (log: Log) =>
  async (live: LaneQueue, review: LaneQueue): Promise<Jobs> => {
    for (const queue of [live, review]) {
      queue.on('error', (error) => log.warn('the queue reported an error', { lane: queue.name, error }));
      await queue.waitUntilReady();
    }
    return new Jobs({ live, review });
  };
