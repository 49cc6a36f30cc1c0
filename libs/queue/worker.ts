// worker.ts: starts a lane outside Nest.
import type { Handlers, Lane } from '@mockverse/contracts/jobs';
import type { Log } from '@mockverse/runtime/log';
import type { Backend } from './backend';
import { RunningLane, workerOptions } from './lane';
import { type LaneQueue, LaneWorker } from './lane-queue';

export interface LaneOptions {
  backend: Backend;
  /** The lane's own queue, for its upkeep. It stays open when the lane has drained. */
  queue: LaneQueue;
  concurrency: number;
  log: Log;
}

/** The backend must be ready: see ready.ts. */
export const startLane = async (
  lane: Lane,
  handlers: Handlers,
  { backend, queue, concurrency, log }: LaneOptions,
): Promise<RunningLane> => {
  const running = new RunningLane(lane, handlers, queue, log);
  const worker = new LaneWorker(lane, running.process, {
    ...workerOptions(lane, concurrency),
    connection: backend.worker,
    prefix: backend.prefix,
    autorun: false,
  });
  worker.on('error', (error) => log.warn('the worker reported an error', { lane, error }));
  await running.start(worker);
  return running;
};
