// lane-module.ts: hosts one lane's worker in a Nest app; it starts with the app and drains before the app closes.
import type { Handlers, Lane, Outcome } from '@mockverse/contracts/jobs';
import type { Log } from '@mockverse/runtime/log';
import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Injectable,
  type InjectionToken,
  Module,
  type OnApplicationBootstrap,
  type Type,
} from '@nestjs/common';
import type { Job } from 'bullmq';
import { type BackendOptions, queueBackend } from './backend';
import { Jobs } from './jobs';
import { RunningLane, workerOptions } from './lane';

export interface LaneHosting {
  settings: BackendOptions;
  concurrency: number;
  /** How long running jobs may go on once the app is told to stop. */
  graceMs: number;
  /** A provider with the handlers of every job. */
  hands: Type<{ handlers: Handlers }>;
  /** The module that exports it. */
  from: DynamicModule | Type;
  log: Log;
}

@Module({})
export class LaneModule {
  static forLane(lane: Lane, hosting: LaneHosting): DynamicModule {
    return { module: LaneModule, imports: [hosting.from], providers: [laneHost(lane, hosting)] };
  }
}

const laneHost = (lane: Lane, { settings, concurrency, graceMs, hands, log }: LaneHosting): InjectionToken & Type => {
  const { worker: connection, prefix } = queueBackend(settings);

  @Injectable()
  @Processor(lane, { ...workerOptions(lane, concurrency), connection, prefix, autorun: false })
  class LaneHost extends WorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
    private readonly running: RunningLane;

    constructor(@Inject(hands) { handlers }: { handlers: Handlers }, @Inject(Jobs) jobs: Jobs) {
      super();
      this.running = new RunningLane(lane, handlers, jobs.queues[lane], log);
    }

    process(job: Job, token?: string): Promise<Outcome> {
      return this.running.process(job, token);
    }

    @OnWorkerEvent('error')
    onError(error: Error): void {
      log.warn('the worker reported an error', { lane, error });
    }

    onApplicationBootstrap(): Promise<void> {
      return this.running.start(this.worker);
    }

    beforeApplicationShutdown(): Promise<void> {
      return this.running.drain(graceMs);
    }
  }
  return LaneHost;
};
