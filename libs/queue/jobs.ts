// jobs.ts: puts a job on its lane, once per key, and says so at once when the queue cannot take it.
import { JOBS, type JobName, type JobPayload } from '@mockverse/contracts/jobs';
import { GiveUp, TryLater } from '@mockverse/runtime/errors';
import type { Log } from '@mockverse/runtime/log';
import type { JobsOptions } from 'bullmq';
import { type Backend, PATIENCE_MS } from './backend';
import { closeQueues, type LaneQueues, openQueues } from './lane-queue';
import { CATALOGUE_BACKOFF } from './retry';
import { within } from './within';

const HOUR_S = 3_600;

/** Done jobs are for looking back a little, failed ones for acting on. The row keeps what lasts. */
const KEEP: JobsOptions = {
  removeOnComplete: { age: HOUR_S, count: 1_000 },
  removeOnFail: { age: 7 * 24 * HOUR_S, count: 5_000 },
};

export class Jobs {
  constructor(readonly queues: LaneQueues) {}

  static async open(backend: Backend, log: Log): Promise<Jobs> {
    return new Jobs(await openQueues(backend, log));
  }

  /** A double of a job that still waits or runs is folded into it. Throws TryLater within 2.5 s when the queue is away. */
  async add<N extends JobName>(name: N, payload: JobPayload<N>): Promise<void> {
    const spec = JOBS[name];
    const read = spec.payload.safeParse(payload);
    if (!read.success) throw new GiveUp(`the payload of ${name} does not fit`, { cause: read.error });
    const id = (spec.key as (payload: JobPayload<N>) => string)(read.data as JobPayload<N>);
    const options: JobsOptions = { ...KEEP, attempts: spec.attempts, backoff: CATALOGUE_BACKOFF, deduplication: { id } };
    try {
      await within(PATIENCE_MS + 200, this.queues[spec.lane].add(name, read.data, options), 'no answer in time');
    } catch (cause) {
      throw new TryLater('the queue does not take jobs', { cause });
    }
  }

  async close(): Promise<void> {
    await closeQueues(this.queues);
  }
}
