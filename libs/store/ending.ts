// ending.ts: the end of an interview, whoever ends it, and what is owed after it.
import type { EventData } from '@mockverse/contracts/events';
import type { GradeDue, ReviewDue } from './due';
import { recordEvents } from './events';
import type { Sql } from './prepared';

/** The caller holds the interview's lock, and no turn is open any more. */
export async function endInterview(
  tx: Sql,
  id: string,
  by: EventData<'interview.ended'>['by'],
): Promise<ReviewDue & { lastSeq: number }> {
  await tx.$executeRaw`
    update interview set state = 'ended', waiting_since = null, ended_at = now(), ended_by = ${by}, paused_at = null,
      paused_ms = paused_ms + coalesce(round(extract(epoch from now() - paused_at) * 1000)::bigint, 0)
    where id = ${id}::uuid`;
  const { total } = await gradingCounts(tx, id);
  const lastSeq = await recordEvents(tx, id, { type: 'interview.ended', data: { by, total } });
  return { ...(await reviewDue(tx, id)), lastSeq };
}

/** What is owed right now. Notes since when a report is owed, so that the sweep finds it when its job is lost. */
export async function reviewDue(tx: Sql, id: string): Promise<ReviewDue> {
  const gradesDue = await tx.$queryRaw<GradeDue[]>`
    select turn, transcript_version as transcript from turn
    where interview_id = ${id}::uuid and grading = 'waiting' order by turn`;
  return { gradesDue, reportDue: gradesDue.length === 0 && (await reportOwed(tx, id)) };
}

/** True when the interview is over and its last grading has just been settled. A report that was given up is not owed. */
async function reportOwed(tx: Sql, id: string): Promise<boolean> {
  const owed = await tx.$executeRaw`
    update interview set report_since = coalesce(report_since, now())
    where id = ${id}::uuid and state = 'ended' and report_failure is null`;
  return owed > 0;
}

export interface GradingCounts {
  graded: number;
  failed: number;
  /** Answers that are graded at all. */
  total: number;
}

export async function gradingCounts(db: Sql, id: string): Promise<GradingCounts> {
  const [row] = await db.$queryRaw<GradingCounts[]>`
    select count(*) filter (where grading = 'graded')::int as graded, count(*) filter (where grading = 'failed')::int as failed,
      count(*) filter (where grading <> 'none')::int as total
    from turn where interview_id = ${id}::uuid`;
  return row ?? { graded: 0, failed: 0, total: 0 };
}
