// question-claim.ts: the fencing token of whoever prepares the next question, and all that is known at that moment.
import type { EngineName, Level, Mode, QuestionPlan, Role } from '@mockverse/contracts/interview';
import { ELAPSED_MS } from './clock';
import type { Db } from './connection';
import { planOf } from './plan';
import { Superseded } from './superseded';

/** A past turn with what was decided to ask. */
export interface AskedTurn {
  turn: number;
  plan: QuestionPlan;
  question: string;
  answer: string;
}

/** A plan that is stored, and the sentences of it that were announced already, in order. */
export interface BegunQuestion {
  plan: QuestionPlan;
  spoken: string[];
}

export interface InterviewFacts {
  role: Role;
  level: Level;
  mode: Mode;
  language: string;
  minutes: number;
  topics: string[];
  jobDescription: string | null;
  engine: { name: EngineName; model: string | null };
}

export interface QuestionClaim {
  id: string;
  personId: string;
  afterTurn: number;
  /** The turn that will ask: afterTurn + 1. */
  turn: number;
  fence: number;
  interview: InterviewFacts;
  past: AskedTurn[];
  /** Ids of the records this person was asked in the last ten interviews, this one included. */
  askedRecords: string[];
  /** What an earlier claim on this turn left behind. */
  existing: BegunQuestion | null;
  startedAt: Date;
  /** Since the start, pauses not counted, by the database's clock. */
  elapsedMs: number;
}

type Row = Omit<InterviewFacts, 'engine'> & {
  personId: string;
  fence: number;
  startedAt: Date;
  elapsedMs: number;
  engineName: EngineName;
  engineModel: string | null;
};

/** The newest claim wins: whoever held an older one is refused at its next write. */
export async function claimQuestion(db: Db, id: string, afterTurn: number): Promise<QuestionClaim | null> {
  const [row] = await db.$queryRaw<Row[]>`
    update interview i set question_fence = question_fence + 1
    where i.id = ${id}::uuid and i.state = 'awaiting-question' and i.turn = ${afterTurn}
    returning i.person_id as "personId", i.question_fence as fence, i.started_at as "startedAt", ${ELAPSED_MS} as "elapsedMs",
      i.role, i.level, i.mode, i.language, i.minutes, i.topics, i.job_description as "jobDescription",
      i.engine_name as "engineName", i.engine_model as "engineModel"`;
  if (!row) return null;
  const { personId, fence, startedAt, elapsedMs, engineName, engineModel, ...rest } = row;
  const turn = afterTurn + 1;
  return {
    ...{ id, personId, afterTurn, turn, fence, startedAt, elapsedMs },
    interview: { ...rest, engine: { name: engineName, model: engineModel } },
    past: await pastTurns(db, id, afterTurn),
    askedRecords: await askedRecords(db, personId),
    existing: await begunQuestion(db, id, turn),
  };
}

/** Locks the interview for this claim's next write, or says that the claim is old. */
export async function holdClaim(tx: Db, { id, afterTurn, fence }: QuestionClaim): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    select 1 from interview
    where id = ${id}::uuid and question_fence = ${fence} and state = 'awaiting-question' and turn = ${afterTurn} for no key update`;
  if (held.length === 0) throw new Superseded(`the question after turn ${afterTurn}`);
}

export async function begunQuestion(db: Db, interviewId: string, turn: number): Promise<BegunQuestion | null> {
  const row = await db.turn.findUnique({
    where: { interviewId_turn: { interviewId, turn } },
    include: { sentences: { orderBy: { index: 'asc' }, select: { text: true } } },
  });
  return row && { plan: planOf(row), spoken: row.sentences.map((sentence) => sentence.text) };
}

async function pastTurns(db: Db, interviewId: string, through: number): Promise<AskedTurn[]> {
  const rows = await db.turn.findMany({ where: { interviewId, turn: { lte: through } }, orderBy: { turn: 'asc' } });
  return rows.map((row) => ({ turn: row.turn, plan: planOf(row), question: row.question, answer: row.answer }));
}

async function askedRecords(db: Db, personId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ record: string }[]>`
    select distinct t.record from turn t
    join (select id from interview where person_id = ${personId}::uuid order by started_at desc limit 10) recent on recent.id = t.interview_id
    where t.record is not null and t.state <> 'asking' order by t.record`;
  return rows.map((row) => row.record);
}
