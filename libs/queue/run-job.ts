// run-job.ts: runs one job's handler within its time and turns what it says or throws into what BullMQ does next.
import { type Handlers, JOBS, type JobContext, type JobName, type JobPayload, type Outcome } from '@mockverse/contracts/jobs';
import { GiveUp, TryLater } from '@mockverse/runtime/errors';
import type { Log } from '@mockverse/runtime/log';
import { DelayedError, type Job, UnrecoverableError, WaitingError } from 'bullmq';
import { z } from 'zod';
import { deadline } from './deadline';

export interface RunOptions {
  log: Log;
  /** Aborts when the worker must hand its jobs back. */
  handBack: AbortSignal;
}

export const runJob = async (handlers: Handlers, job: Job, token: string, { log, handBack }: RunOptions): Promise<Outcome> => {
  const at = { job: job.name, id: job.id, attempt: job.attemptsMade + 1 };
  try {
    const outcome = await call(handlers, job, handBack);
    if (!('later' in outcome)) {
      log.debug('job done', { ...at, outcome });
      return outcome;
    }
    log.debug('job put off', { ...at, outcome });
    await job.moveToDelayed(Date.now() + outcome.afterMs, token);
  } catch (error) {
    if (handBack.aborted && !isFinal(error)) {
      log.info('job handed back', at);
      await job.moveToWait(token);
      throw new WaitingError();
    }
    throw judged(error, log, at);
  }
  throw new DelayedError();
};

const call = async (handlers: Handlers, job: Job, handBack: AbortSignal): Promise<Outcome> => {
  const name = knownName(job.name);
  const spec = JOBS[name];
  const payload = spec.payload.parse(job.data);
  const handle = handlers[name] as (payload: JobPayload<JobName>, context: JobContext) => Promise<Outcome>;
  const attempt = job.attemptsMade + 1;
  return deadline({ limitMs: spec.timeoutMs, cut: handBack }, (signal) =>
    handle(payload, { signal, attempt, last: attempt >= (job.opts.attempts ?? 1) }),
  );
};

const knownName = (name: string): JobName => {
  if (name in JOBS) return name as JobName;
  throw new GiveUp(`no job is called ${name}`);
};

const isFinal = (error: unknown): error is Error => error instanceof GiveUp || error instanceof z.ZodError;

/** Retried unless it is certain that retrying changes nothing. */
const judged = (error: unknown, log: Log, at: Record<string, unknown>): Error => {
  if (isFinal(error)) {
    log.warn('job given up', { ...at, error });
    return Object.assign(new UnrecoverableError(error.message), { stack: error.stack });
  }
  if (error instanceof TryLater) log.info('job failed for now', { ...at, error });
  else log.error('job failed for a reason nobody foresaw', { ...at, error });
  return error instanceof Error ? error : new Error(String(error));
};
