// metrics.ts: request times, open streams, waiting people and queue depths, as Prometheus reads them.
import { QueueAdmin } from '@mockverse/queue/admin';
import type { Log } from '@mockverse/runtime/log';
import { Store } from '@mockverse/store/store';
import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ToLog } from '../door/settings';
import { OpenStreams } from '../events/open-streams';

/** Seconds. The promise is about milliseconds, so the buckets are dense there. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 25];

@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests: Histogram<'method' | 'route' | 'status'>;
  private readonly streams: Gauge;
  private readonly lanes: Gauge<'lane' | 'state'>;
  private readonly people: Gauge;
  private readonly longestWait: Gauge;

  constructor(
    private readonly store: Store,
    private readonly queues: QueueAdmin,
    private readonly openStreams: OpenStreams,
    @ToLog() private readonly log: Log,
  ) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers,
    });
    this.streams = new Gauge({ name: 'event_streams_open', help: 'Open server-sent-events streams', registers });
    this.lanes = new Gauge({ name: 'queue_jobs', help: 'Jobs per lane and state', labelNames: ['lane', 'state'], registers });
    this.people = new Gauge({ name: 'people_waiting_for_question', help: 'People whose next question is owed', registers });
    this.longestWait = new Gauge({ name: 'longest_wait_for_question_seconds', help: 'The longest of those waits', registers });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** `route` is the pattern, never the address: ids would make a new series each. */
  answered(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  async text(): Promise<string> {
    this.streams.set(this.openStreams.count);
    await Promise.all([this.readLanes(), this.readPeople()]);
    return this.registry.metrics();
  }

  /** Numbers that cannot be read are left out: the others are worth more when something is broken. */
  private async readLanes(): Promise<void> {
    try {
      for (const { lane, waiting, active, delayed, failed } of await this.queues.lanes()) {
        for (const [state, count] of Object.entries({ waiting, active, delayed, failed })) this.lanes.set({ lane, state }, count);
      }
    } catch (error) {
      this.lanes.reset();
      this.log.warn('queue depths could not be read', { error });
    }
  }

  private async readPeople(): Promise<void> {
    try {
      const { waitingPeople, longestWaitMs } = await this.store.operations.counts();
      this.people.set(waitingPeople);
      this.longestWait.set((longestWaitMs ?? 0) / 1_000);
    } catch (error) {
      this.log.warn('waiting people could not be counted', { error });
    }
  }
}
