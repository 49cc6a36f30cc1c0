// lane-queue.ts: BullMQ's queue and worker, each on the backend that its connection names.
import { LANES, type Lane } from '@mockverse/contracts/jobs';
import type { Log } from '@mockverse/runtime/log';
import {
  type ConnectionOptions,
  createPostgresBackend,
  createRedisBackend,
  type Processor,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { type Backend, isPostgresql, PATIENCE_MS } from './backend';
import { within } from './within';

// Chosen per object and not process-wide, so that one process may hold queues on both. BullMQ's classes are typed for
// Redis; the PostgreSQL backend fulfils the same contract.
type RedisFactory = typeof createRedisBackend;

const backendFor = (connection: ConnectionOptions): RedisFactory =>
  isPostgresql(connection) ? (createPostgresBackend as unknown as RedisFactory) : createRedisBackend;

export class LaneQueue extends Queue {
  constructor(name: string, options: QueueOptions) {
    super(name, options, backendFor(options.connection));
  }

  /** A backend that is away cannot be told goodbye: then the line is cut, or it would try to come back for ever. */
  override async close(): Promise<void> {
    try {
      await within(PATIENCE_MS, super.close(), 'no answer in time');
    } catch {
      await within(PATIENCE_MS, this.disconnect(), 'no answer in time').catch(() => undefined);
    }
  }
}

export class LaneWorker extends Worker {
  constructor(name: string, process: Processor, options: WorkerOptions) {
    super(name, process, options, backendFor(options.connection));
  }
}

export type LaneQueues = Record<Lane, LaneQueue>;

/** One queue per lane, connected: BullMQ never forgets a first connection that failed, so none is handed out. */
export const openQueues = async (backend: Backend, log: Log): Promise<LaneQueues> => {
  const open = (lane: Lane) => openQueue(lane, backend, log);
  const queues: LaneQueues = { live: open('live'), review: open('review') };
  try {
    await within(PATIENCE_MS + 200, Promise.all(LANES.map((lane) => queues[lane].waitUntilReady())), 'the queue does not answer');
  } catch (error) {
    await closeQueues(queues);
    throw error;
  }
  return queues;
};

export const openQueue = (lane: Lane, backend: Backend, log: Log): LaneQueue => {
  const queue = new LaneQueue(lane, { connection: backend.producer, prefix: backend.prefix });
  queue.on('error', (error) => log.warn('the queue reported an error', { lane, error }));
  return queue;
};

export const closeQueues = async (queues: LaneQueues): Promise<void> => {
  await Promise.allSettled(LANES.map((lane) => queues[lane].close()));
};
