// history.ts: a person's interviews as lines of a list.
import type { Band, InterviewLine, Scores } from '@mockverse/contracts/interview';
import type { Db } from './connection';

/** More than a year of practice every day; older interviews are reached by their address. */
const LINES = 500;

type Row = Omit<InterviewLine, 'startedAt' | 'endedAt' | 'band' | 'scores'> & {
  startedAt: Date;
  endedAt: Date | null;
  overall: { band: Band; scores: Scores } | null;
};

/** `questions` and `answered` count what is graded: neither the opening nor the last word. */
export async function listInterviews(db: Db, personId: string): Promise<InterviewLine[]> {
  const rows = await db.$queryRaw<Row[]>`
    select i.id, i.role, i.level, i.minutes, i.mode, i.state, i.started_at as "startedAt", i.ended_at as "endedAt",
      asked.questions, asked.answered, r.content -> 'overall' as overall
    from interview i
    cross join lateral (
      select count(*)::int as questions, count(*) filter (where t.answer <> '')::int as answered
      from turn t where t.interview_id = i.id and t.state <> 'asking' and t.kind not in ('opening', 'closing')
    ) asked
    left join report r on r.interview_id = i.id and r.run = i.shown_report and i.state = 'reported'
    where i.person_id = ${personId}::uuid
    order by i.started_at desc, i.id
    limit ${LINES}`;
  return rows.map(({ overall, startedAt, endedAt, ...row }) => ({
    ...row,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    band: overall?.band ?? null,
    scores: overall?.scores ?? null,
  }));
}
