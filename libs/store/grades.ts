// grades.ts: one answer is graded by one worker at a time; every grade is kept, one is shown.
import type { Findings, GradeOrigin, Judgement, Level, QuestionPlan, Role, Scores } from '@mockverse/contracts/interview';
import { waitingBetween } from './clock';
import type { Connection } from './connection';
import type { GradeDue, ReviewDue, Waiting } from './due';
import { gradingCounts, reviewDue } from './ending';
import { recordEvents } from './events';
import { Prisma } from './generated/client';
import { lockOwnInterview } from './ownership';
import { planOf } from './plan';
import type { Sql } from './prepared';
import { Superseded } from './superseded';

/** Tokens a model charged. */
export interface Usage {
  prompt: number;
  cached: number;
  thoughts: number;
  answer: number;
}

export interface GradeClaim {
  id: string;
  turn: number;
  transcript: number;
  fence: number;
  /** Counts the gradings of this turn from 1. */
  run: number;
  role: Role;
  level: Level;
  language: string;
  plan: QuestionPlan;
  question: string;
  answer: string;
}

export interface NewGrade {
  judgement: Extract<Judgement, 'judged' | 'not-answered' | 'not-enough-evidence'>;
  judgementReason: string;
  findings: Findings;
  scores: Scores;
  /** Run and transcript version come from the claim. */
  origin: Omit<GradeOrigin, 'run' | 'transcriptVersion'>;
  usage?: Usage | null;
}

const SWEEP_ROWS = 500;

export class Grades {
  constructor(private readonly connection: Connection) {}

  /** Null when this version of the answer does not wait for a grading. */
  async claim(id: string, turn: number, transcript: number): Promise<GradeClaim | null> {
    const [row] = await this.connection.askPrepared(
      (sql) => sql.$queryRaw<(Omit<GradeClaim, 'plan'> & QuestionPlan)[]>`
      update turn t set grade_fence = grade_fence + 1
      from interview i
      where t.interview_id = ${id}::uuid and t.turn = ${turn} and t.transcript_version = ${transcript} and t.grading = 'waiting'
        and i.id = t.interview_id
      returning i.id, t.turn, t.transcript_version as transcript, t.grade_fence as fence, i.role, i.level, i.language,
        (select coalesce(max(g.run), 0) + 1 from grade g where g.interview_id = t.interview_id and g.turn = t.turn)::int as run,
        t.kind, t.record, t.revision, t.trigger, t.signals, t.reason, t.question, t.answer`,
    );
    if (!row) return null;
    const { kind, record, revision, trigger, signals, reason, ...claim } = row;
    return { ...claim, plan: planOf({ kind, record, revision, trigger, signals, reason }) };
  }

  save(claim: GradeClaim, { scores, origin, findings, usage, ...judged }: NewGrade): Promise<{ reportDue: boolean }> {
    return this.settle(claim, judged.judgement, async (tx) => {
      const { id, turn, run, transcript } = claim;
      await tx.$executeRaw`
        with made as (
          insert into grade (interview_id, turn, run, judgement, judgement_reason, findings, technical_accuracy, clarity, completeness,
            engine, model, prompt_version, rubric_version, question_revision, transcript_version, usage)
          values (${id}::uuid, ${turn}::int, ${run}::int, ${judged.judgement}, ${judged.judgementReason}, ${JSON.stringify(findings)}::jsonb,
            ${scores.technicalAccuracy}::float8, ${scores.clarity}::float8, ${scores.completeness}::float8, ${origin.engine},
            ${origin.model}, ${origin.promptVersion}, ${origin.rubricVersion}, ${origin.questionRevision}::int, ${transcript}::int,
            ${usage ? JSON.stringify(usage) : null}::jsonb)
          returning id
        )
        update turn set grading = 'graded', grading_since = null, grading_failure = null, shown_grade_id = made.id
        from made where interview_id = ${id}::uuid and turn = ${turn}::int`;
    });
  }

  /** After the last attempt: the turn is shown as not graded, and a person may retry. */
  fail(claim: GradeClaim, reason: string): Promise<{ reportDue: boolean }> {
    return this.settle(claim, 'not-graded', async (tx) => {
      await tx.$executeRaw`
        update turn set grading = 'failed', grading_since = null, grading_failure = ${reason}
        where interview_id = ${claim.id}::uuid and turn = ${claim.turn}`;
    });
  }

  private settle(claim: GradeClaim, judgement: Judgement, write: (tx: Sql) => Promise<void>): Promise<{ reportDue: boolean }> {
    return this.connection.transactPrepared(async (tx) => {
      await holdClaim(tx, claim);
      await write(tx);
      const { graded, total } = await gradingCounts(tx, claim.id);
      const grading = judgement === 'not-graded' ? 'failed' : 'graded';
      await recordEvents(tx, claim.id, { type: 'turn.graded', data: { turn: claim.turn, grading, judgement, graded, total } });
      const { reportDue } = await reviewDue(tx, claim.id);
      return { reportDue };
    });
  }

  waiting(bounds: Waiting): Promise<({ id: string } & GradeDue)[]> {
    return this.connection.ask(
      (db) => db.$queryRaw<({ id: string } & GradeDue)[]>`
      select interview_id as id, turn, transcript_version as transcript from turn
      where grading = 'waiting' and ${waitingBetween(Prisma.sql`grading_since`, bounds)}
      order by grading_since limit ${SWEEP_ROWS}`,
    );
  }

  /** Failed gradings wait again, and a new report follows them; with none of those, a failed report is due again. */
  retryFailed(personId: string, id: string): Promise<ReviewDue> {
    return this.connection.transactPrepared(async (tx) => {
      const interview = await lockOwnInterview(tx, personId, id);
      const again = await tx.$executeRaw`
        update turn set grading = 'waiting', grading_since = now(), grading_failure = null
        where interview_id = ${id}::uuid and grading = 'failed'`;
      if (again === 0 && !interview.reportFailure) return { gradesDue: [], reportDue: false };
      await tx.$executeRaw`
        update interview set report_since = null, report_failure = null, state = case state when 'reported' then 'ended' else state end
        where id = ${id}::uuid`;
      return reviewDue(tx, id);
    });
  }
}

/** Locks interview and turn for this claim's write, or says that the claim is old. */
async function holdClaim(tx: Sql, { id, turn, transcript, fence }: GradeClaim): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    with locked as materialized (select id from interview where id = ${id}::uuid for no key update)
    select 1 from locked join turn t on t.interview_id = locked.id
    where t.turn = ${turn}::int and t.grade_fence = ${fence} and t.transcript_version = ${transcript} and t.grading = 'waiting'
    for update of t`;
  if (held.length === 0) throw new Superseded(`the grading of turn ${turn}`);
}
