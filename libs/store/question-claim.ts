// question-claim.ts: the fencing token of whoever prepares the next question, and all that is known at that moment.
import type { EngineName, Level, Mode, QuestionPlan, Role } from '@mockverse/contracts/interview';
import { ELAPSED_MS } from './clock';
import { Prisma } from './generated/client';
import { planOf } from './plan';
import type { Sql } from './prepared';
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
export async function claimQuestion(sql: Sql, id: string, afterTurn: number): Promise<QuestionClaim | null> {
  const [row] = await sql.$queryRaw<Row[]>`
    update interview i set question_fence = question_fence + 1
    where i.id = ${id}::uuid and i.state = 'awaiting-question' and i.turn = ${afterTurn}
    returning i.person_id as "personId", i.question_fence as fence, i.started_at as "startedAt", ${ELAPSED_MS} as "elapsedMs",
      i.role, i.level, i.mode, i.language, i.minutes, i.topics, i.job_description as "jobDescription",
      i.engine_name as "engineName", i.engine_model as "engineModel"`;
  if (!row) return null;
  const { personId, fence, startedAt, elapsedMs, engineName, engineModel, ...rest } = row;
  const turn = afterTurn + 1;
  // A statement of its own: the first may have waited for a write that its snapshot does not show.
  const { turns, askedRecords } = await history(sql, id, personId);
  return {
    ...{ id, personId, afterTurn, turn, fence, startedAt, elapsedMs },
    interview: { ...rest, engine: { name: engineName, model: engineModel } },
    past: turns
      .filter((one) => one.turn <= afterTurn)
      .map((one) => ({ turn: one.turn, plan: planOf(one), question: one.question, answer: one.answer })),
    askedRecords,
    existing: begunOf(turns.find((one) => one.turn === turn)),
  };
}

/** The first part of a statement that writes for a claim: locks the interview, and has no row when the claim is old. */
export const heldPart = ({ id, afterTurn, fence }: QuestionClaim): Prisma.Sql => Prisma.sql`
    held as materialized (
      select id as interview_id from interview
      where id = ${id}::uuid and question_fence = ${fence} and state = 'awaiting-question' and turn = ${afterTurn}
      for no key update
    )`;

export const superseded = ({ afterTurn }: QuestionClaim): Superseded => new Superseded(`the question after turn ${afterTurn}`);

type TurnRow = Parameters<typeof planOf>[0] & { turn: number; question: string; answer: string; spoken: string[] };

const begunOf = (row?: TurnRow): BegunQuestion | null => (row ? { plan: planOf(row), spoken: row.spoken } : null);

const TURN = Prisma.sql`t.turn, t.kind, t.record, t.revision, t.trigger, t.signals, t.reason, t.question, t.answer,
  array(select s.text from sentence s where s.interview_id = t.interview_id and s.turn = t.turn order by s.index) as spoken`;

export async function begunQuestion(sql: Sql, id: string, turn: number): Promise<BegunQuestion | null> {
  const [row] = await sql.$queryRaw<TurnRow[]>`
    select ${TURN} from turn t where t.interview_id = ${id}::uuid and t.turn = ${turn}`;
  return begunOf(row);
}

async function history(sql: Sql, id: string, personId: string): Promise<{ turns: TurnRow[]; askedRecords: string[] }> {
  const [row] = await sql.$queryRaw<{ turns: TurnRow[] | null; askedRecords: string[] }[]>`
    select
      (select json_agg(one order by one.turn) from (select ${TURN} from turn t where t.interview_id = ${id}::uuid) one) as turns,
      array(
        select distinct t.record from turn t
        join (select id from interview where person_id = ${personId}::uuid order by started_at desc limit 10) recent
          on recent.id = t.interview_id
        where t.record is not null and t.state <> 'asking' order by t.record
      ) as "askedRecords"`;
  return { turns: row?.turns ?? [], askedRecords: row?.askedRecords ?? [] };
}
