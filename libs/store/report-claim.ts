// report-claim.ts: everything a report is made of, read by the one worker that may write it now.
import {
  EngineName,
  Findings,
  type GradeOrigin,
  type Judgement,
  type Level,
  type Mode,
  type QuestionPlan,
  type Role,
  type Scores,
} from '@mockverse/contracts/interview';
import { isGraded } from './closing';
import type { Db } from './connection';
import type { Prisma } from './generated/client';
import { planOf } from './plan';

/** The grade that is shown for a turn. */
export interface ShownGrade {
  findings: Findings;
  scores: Scores;
  judgementReason: string;
  origin: GradeOrigin;
}

export interface ReportTurn {
  turn: number;
  plan: QuestionPlan;
  question: string;
  answer: string;
  /**
   * `not-graded`: every attempt failed. `not-answered` with no grade: the interview ended before a word was said, so
   * there was nothing to grade. Null for the opening and the closing turn, which are never graded.
   */
  judgement: Exclude<Judgement, 'grading'> | null;
  grade: ShownGrade | null;
}

export interface ReportClaim {
  id: string;
  fence: number;
  /** Counts the reports of this interview from 1. */
  run: number;
  role: Role;
  level: Level;
  mode: Mode;
  language: string;
  minutes: number;
  topics: string[];
  engine: { name: EngineName; model: string | null };
  startedAt: Date;
  endedAt: Date;
  /** By the database's clock: use it as `madeAt`. */
  claimedAt: Date;
  turns: ReportTurn[];
}

type Row = Omit<ReportClaim, 'turns' | 'engine'> & { engineName: EngineName; engineModel: string | null };

export async function claimReport(tx: Db, id: string): Promise<ReportClaim | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    update interview i set report_fence = report_fence + 1
    where i.id = ${id}::uuid and i.state = 'ended' and i.report_since is not null
    returning i.id, i.report_fence as fence, i.role, i.level, i.mode, i.language, i.minutes, i.topics, i.engine_name as "engineName",
      i.engine_model as "engineModel", i.started_at as "startedAt", i.ended_at as "endedAt", now() as "claimedAt",
      (select coalesce(max(r.run), 0) + 1 from report r where r.interview_id = i.id)::int as run`;
  if (!row) return null;
  const { engineName, engineModel, ...claim } = row;
  return { ...claim, engine: { name: engineName, model: engineModel }, turns: await readTurns(tx, id) };
}

async function readTurns(tx: Db, interviewId: string): Promise<ReportTurn[]> {
  const rows = await tx.turn.findMany({
    where: { interviewId, state: 'closed' },
    orderBy: { turn: 'asc' },
    include: { shownGrade: true },
  });
  return rows.map((row) => {
    const plan = planOf(row);
    const grade = row.shownGrade && row.grading === 'graded' ? row.shownGrade : null;
    return {
      ...{ turn: row.turn, plan, question: row.question, answer: row.answer },
      judgement: isGraded(plan.kind) ? judgementOf(row.grading, grade) : null,
      grade: grade && shownGrade(grade),
    };
  });
}

type GradeRow = Prisma.GradeGetPayload<object>;

const judgementOf = (grading: string, grade: GradeRow | null): ReportTurn['judgement'] => {
  if (grade) return grade.judgement as ReportTurn['judgement'];
  return grading === 'failed' ? 'not-graded' : 'not-answered';
};

const shownGrade = ({ findings, technicalAccuracy, clarity, completeness, judgementReason, ...row }: GradeRow): ShownGrade => ({
  findings: Findings.parse(findings),
  scores: { technicalAccuracy, clarity, completeness },
  judgementReason,
  origin: {
    engine: EngineName.parse(row.engine),
    model: row.model,
    promptVersion: row.promptVersion,
    rubricVersion: row.rubricVersion,
    questionRevision: row.questionRevision,
    transcriptVersion: row.transcriptVersion,
    run: String(row.run),
  },
});
