// lane.ts: one lane at work in this process: it runs jobs, keeps the lane's upkeep going and stops without losing any.
import { setMaxListeners } from 'node:events';
import { type Handlers, JOB_NAMES, JOBS, type Lane, type Outcome } from '@mockverse/contracts/jobs';
import type { Log } from '@mockverse/runtime/log';
import type { Job, Worker } from 'bullmq';
import type { LaneQueue } from './lane-queue';
import { waitBeforeRetry } from './retry';
import { runJob } from './run-job';
import { pause, within } from './within';

interface Timing {
  /** A worker that died holds its jobs for this long at most; then another takes them. */
  lockDuration: number;
  stalledInterval: number;
}

const TIMING: Record<Lane, Timing> = {
  // A person waits: 5 s + 2 s. Shorter locks would take jobs from a worker that is merely busy.
  live: { lockDuration: 5_000, stalledInterval: 2_000 },
  review: { lockDuration: 30_000, stalledInterval: 10_000 },
};

const SCHEDULER_CHECK_MS = 10_000;
/** For handing jobs back and closing the lines. */
const LAST_WORDS_MS = 4_000;

export const workerOptions = (lane: Lane, concurrency: number) => ({
  ...TIMING[lane],
  concurrency,
  // A worker that was killed is not the job's fault; but a job that kills every worker ends here.
  maxStalledCount: 20,
  // The longest silence of an idle worker whose wake-up was lost; the lane's upkeep makes it shorter still.
  drainDelay: 5,
  runRetryDelay: 1_000,
  settings: {
    backoffStrategy: (attempt: number, _type?: string, error?: Error, job?: { name: string }) =>
      waitBeforeRetry(backoffOf(job?.name), attempt, error, Math.random()),
  },
});

const backoffOf = (name = ''): number => (name in JOBS ? JOBS[name as keyof typeof JOBS].backoffMs : 1_000);

export class RunningLane {
  private readonly handBack = new AbortController();
  private worker: Worker | undefined;
  private upkeep: NodeJS.Timeout | undefined;

  constructor(
    readonly lane: Lane,
    private readonly handlers: Handlers,
    private readonly queue: LaneQueue,
    private readonly log: Log,
  ) {
    // One listener per running job, and a lane runs up to a hundred.
    setMaxListeners(0, this.handBack.signal);
  }

  readonly process = (job: Job, token = ''): Promise<Outcome> =>
    runJob(this.handlers, job, token, { log: this.log, handBack: this.handBack.signal });

  async start(worker: Worker): Promise<void> {
    this.worker = worker;
    worker.on('stalled', (id) => this.log.warn('job taken over from a worker that fell silent', { lane: this.lane, id }));
    await worker.waitUntilReady();
    await this.keepSchedulers();
    this.upkeep = setInterval(() => {
      this.keepSchedulers().catch((error: unknown) => this.log.warn('upkeep could not be scheduled', { lane: this.lane, error }));
    }, SCHEDULER_CHECK_MS);
    worker.run().catch((error: unknown) => this.log.error('the worker ended', { lane: this.lane, error }));
  }

  /** Takes no more jobs, gives the running ones this long, then hands the rest back to be run at once elsewhere. */
  async drain(graceMs: number): Promise<void> {
    clearInterval(this.upkeep);
    const worker = this.worker;
    if (!worker) return;
    const closed = worker.close();
    const inTime = await Promise.race([closed.then(() => true), pause(graceMs).then(() => false)]);
    if (!inTime) this.handBack.abort();
    await within(LAST_WORDS_MS, closed, 'the backend is away').catch((error: unknown) => {
      this.log.warn('the lane could not say goodbye', { lane: this.lane, error });
    });
  }

  /** Also mends: a Redis that came back empty has forgotten its schedulers. */
  private async keepSchedulers(): Promise<void> {
    for (const name of JOB_NAMES) {
      const { lane, ...spec } = JOBS[name];
      if (lane !== this.lane || !('everyMs' in spec)) continue;
      const known = await this.queue.getJobScheduler(name);
      const isAlive = known !== undefined && known.every === spec.everyMs && (known.next ?? 0) > Date.now() - SCHEDULER_CHECK_MS;
      if (isAlive) continue;
      const opts = { attempts: 1, removeOnComplete: true, removeOnFail: { age: 3_600, count: 50 } };
      await this.queue.upsertJobScheduler(name, { every: spec.everyMs }, { name, data: {}, opts });
    }
  }
}
