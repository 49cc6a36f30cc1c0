// due.ts: what the store tells its caller to queue after a write, and between which ages a waiting row is swept.

/** An answer to be graded, named as the job's payload names it. `transcript` is the version of the answer. */
export interface GradeDue {
  turn: number;
  transcript: number;
}

/** What is owed after a write; the caller queues it. */
export interface ReviewDue {
  gradesDue: GradeDue[];
  /** True when nothing waits for grading, so the report can be written now. */
  reportDue: boolean;
}

/**
 * A row is swept when it has waited longer than the first (the normal path has had its chance) and not longer than
 * the second (older means a deeper fault: it shows in operations, and is not looped on).
 */
export interface Waiting {
  waitingFromMs: number;
  waitingUntilMs: number;
}
