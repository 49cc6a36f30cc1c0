// admin.ts: what an admin sees of the lanes, and how a failed job is run again.
import type { FailedJob, FailedJobs, LaneCounts } from '@mockverse/contracts/api';
import { JOBS, type JobName, type JobPayload, LANES, type Lane } from '@mockverse/contracts/jobs';
import { Refused } from '@mockverse/runtime/errors';
import type { Job } from 'bullmq';
import type { Jobs } from './jobs';
import type { LaneQueue, LaneQueues } from './lane-queue';

const MOST_AT_ONCE = 5_000;

export class QueueAdmin {
  constructor(
    private readonly queues: LaneQueues,
    private readonly jobs: Jobs,
  ) {}

  lanes(): Promise<LaneCounts[]> {
    return Promise.all(LANES.map((lane) => this.counts(lane)));
  }

  /** The newest failures first. */
  async failed({ lane, limit }: { lane?: Lane; limit: number }): Promise<FailedJobs> {
    const lanes = lane ? [lane] : LANES;
    const counts = await Promise.all(lanes.map((name) => this.queues[name].getFailedCount()));
    const jobs = (await Promise.all(lanes.map((name) => this.failedOf(name, limit)))).flat();
    jobs.sort((a, b) => (b.failedAt ?? '').localeCompare(a.failedAt ?? ''));
    return { jobs: jobs.slice(0, limit), total: counts.reduce((a, b) => a + b, 0) };
  }

  async retry(lane: Lane, id: string): Promise<void> {
    const job: Job | undefined = await this.queues[lane].getJob(id);
    if (!job || (await job.getState()) !== 'failed') throw new Refused(404, 'This job is not among the failed ones any more.');
    await this.runAgain(job);
  }

  /** How many run again. */
  async retryAll(lane?: Lane): Promise<{ retried: number }> {
    let retried = 0;
    for (const name of lane ? [lane] : LANES) {
      for (const job of await this.queues[name].getFailed(0, MOST_AT_ONCE - 1)) {
        if (!(job.name in JOBS)) continue;
        await this.runAgain(job);
        retried += 1;
      }
    }
    return { retried };
  }

  /** For the queue board only. */
  boardQueues(): LaneQueue[] {
    return LANES.map((lane) => this.queues[lane]);
  }

  // Added anew from its payload: BullMQ's own retry keeps the count of how often the job stalled, and would fail it
  // again at once. The old one goes last, so that nothing is lost in between.
  private async runAgain(job: Job): Promise<void> {
    if (!(job.name in JOBS)) throw new Refused(409, `No job is called ${job.name} in this version.`);
    const name = job.name as JobName;
    await this.jobs.add(name, job.data as JobPayload<JobName>);
    await job.remove();
  }

  private async counts(lane: Lane): Promise<LaneCounts> {
    const queue = this.queues[lane];
    const [counts, paused, workers, [oldest], nextDelayed] = await Promise.all([
      queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed', 'completed'),
      queue.isPaused(),
      queue.getWorkersCount(),
      queue.getJobs(['waiting'], 0, 0, true),
      queue.getDelayed(0, 4),
    ]);
    const of = (state: string) => counts[state] ?? 0;
    return {
      lane,
      waiting: of('waiting') + of('prioritized'),
      active: of('active'),
      delayed: Math.max(0, of('delayed') - nextDelayed.filter(isUpkeep).length),
      failed: of('failed'),
      completed: of('completed'),
      paused,
      workers,
      oldestWaitingMs: oldest ? Math.max(0, Date.now() - oldest.timestamp) : null,
    };
  }

  private async failedOf(lane: Lane, limit: number): Promise<FailedJob[]> {
    const jobs: Job[] = await this.queues[lane].getFailed(0, limit - 1);
    return jobs.map((job) => ({
      id: job.id ?? '',
      lane,
      name: job.name,
      payload: job.data as Record<string, unknown>,
      reason: job.failedReason,
      attempts: job.attemptsMade,
      failedAt: job.finishedOn ? new Date(job.finishedOn).toISOString() : null,
    }));
  }
}

/** The next sweep always waits for its time; an admin would take it for somebody's job. It is due first, so it comes first. */
const isUpkeep = (job: Job): boolean => job.name in JOBS && 'everyMs' in JOBS[job.name as JobName];
