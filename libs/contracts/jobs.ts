// jobs.ts: every job, declared once: lane, payload, key, attempts, backoff, time limit.
import { z } from 'zod';

/** live: a person is waiting now · review: grading, reports, upkeep. */
export const LANES = ['live', 'review'] as const;
export type Lane = (typeof LANES)[number];

interface JobSpec<P extends z.ZodType> {
  lane: Lane;
  payload: P;
  /** Same work, same key: a double is folded while the first still waits or runs. */
  key: (payload: z.infer<P>) => string;
  attempts: number;
  /** First wait before a retry; it doubles per attempt, with jitter. */
  backoffMs: number;
  /** The handler's signal aborts after this long. */
  timeoutMs: number;
  /** Set on upkeep that runs by itself, per lane. */
  everyMs?: number;
}

const job = <P extends z.ZodType>(spec: JobSpec<P>): JobSpec<P> => spec;
const turnOf = z.object({ interviewId: z.uuid(), turn: z.int().min(1) });

export const JOBS = {
  'generate-question': job({
    lane: 'live',
    attempts: 4,
    backoffMs: 250,
    timeoutMs: 30_000,
    /** The turn whose answer is followed; 0 asks for the first question. */
    payload: z.object({ interviewId: z.uuid(), afterTurn: z.int().min(0) }),
    key: (p) => `question-${p.interviewId}-${p.afterTurn}`,
  }),
  'grade-answer': job({
    lane: 'review',
    attempts: 4,
    backoffMs: 2_000,
    timeoutMs: 90_000,
    payload: turnOf.extend({ transcript: z.int().min(1) }),
    key: (p) => `grade-${p.interviewId}-${p.turn}-${p.transcript}`,
  }),
  'write-report': job({
    lane: 'review',
    attempts: 4,
    backoffMs: 1_000,
    timeoutMs: 60_000,
    payload: z.object({ interviewId: z.uuid() }),
    key: (p) => `report-${p.interviewId}`,
  }),
  // Upkeep doubles as the lane's heartbeat: it keeps a queue on PostgreSQL from waiting for a
  // notification that a half-open socket swallowed, and finds rows whose job was lost.
  'sweep-live': job({
    lane: 'live',
    attempts: 1,
    backoffMs: 0,
    timeoutMs: 10_000,
    everyMs: 2_000,
    payload: z.object({}),
    key: () => 'sweep-live',
  }),
  'sweep-review': job({
    lane: 'review',
    attempts: 1,
    backoffMs: 0,
    timeoutMs: 10_000,
    everyMs: 2_000,
    payload: z.object({}),
    key: () => 'sweep-review',
  }),
} as const;

export type JobName = keyof typeof JOBS;
export const JOB_NAMES = Object.keys(JOBS) as JobName[];
export type JobPayload<N extends JobName> = z.infer<(typeof JOBS)[N]['payload']>;

/**
 * What a handler says when it returns: done with a fact, skipped because the row no longer wants the work,
 * or later: come back after so many milliseconds without spending an attempt.
 */
export type Outcome = { done: string } | { skipped: string } | { later: string; afterMs: number };

/** One function per job; a missing one does not compile. */
export type Handlers = {
  [N in JobName]: (payload: JobPayload<N>, context: JobContext) => Promise<Outcome>;
};

export interface JobContext {
  /** Aborts at the job's time limit, and when the worker must hand the job back. */
  signal: AbortSignal;
  /** 1 for the first try. */
  attempt: number;
  /** True when no retry follows a failure of this try. */
  last: boolean;
}
