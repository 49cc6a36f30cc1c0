// ownership.ts: an interview is found for its own person only; for anybody else it does not exist.
import type { InterviewState } from '@mockverse/contracts/interview';
import { Refused } from '@mockverse/runtime/errors';
import type { Sql } from './prepared';

export interface LockedInterview {
  state: InterviewState;
  turn: number;
  lastSeq: number;
  pausedAt: Date | null;
  reportFailure: string | null;
}

/** Whoever holds this lock is alone in writing this interview's state and events. */
export async function lockOwnInterview(tx: Sql, personId: string, id: string): Promise<LockedInterview> {
  const [row] = await tx.$queryRaw<LockedInterview[]>`
    select state, turn, last_seq as "lastSeq", paused_at as "pausedAt", report_failure as "reportFailure"
    from interview where id = ${id}::uuid and person_id = ${personId}::uuid for no key update`;
  if (!row) throw noSuchInterview();
  return row;
}

export const noSuchInterview = (): Refused => new Refused(404, 'There is no such interview among yours.');
