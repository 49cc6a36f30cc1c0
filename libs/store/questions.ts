// questions.ts: one worker at a time may ask the next question; what it announced is never announced again.
import type { EngineName, QuestionPlan, QuestionSource } from '@mockverse/contracts/interview';
import { waitingBetween } from './clock';
import { closeTurn, heardChunks, lockTurn, type Stitch } from './closing';
import type { Connection } from './connection';
import type { GradeDue, Waiting } from './due';
import { endInterview } from './ending';
import { eventData, eventPart } from './events';
import { Prisma } from './generated/client';
import type { Usage } from './grades';
import type { Sql } from './prepared';
import { type BegunQuestion, begunQuestion, claimQuestion, heldPart, type QuestionClaim, superseded } from './question-claim';

export type { AskedTurn, BegunQuestion, InterviewFacts, QuestionClaim } from './question-claim';

export interface SavedQuestion {
  text: string;
  source: QuestionSource;
  engine: EngineName;
  model: string | null;
  promptVersion: string;
  vocabulary: string[];
  usage?: Usage | null;
}

/** Rows one sweep takes on; the rest is found two seconds later. */
const SWEEP_ROWS = 200;

export class Questions {
  constructor(
    private readonly connection: Connection,
    private readonly stitch: Stitch,
  ) {}

  /** Null when the question is not wanted any more: asked already, or the interview has ended. */
  claim(id: string, afterTurn: number): Promise<QuestionClaim | null> {
    return this.connection.askPrepared((sql) => claimQuestion(sql, id, afterTurn));
  }

  /** The first plan stored for a turn wins, and is given back to every later claim. */
  async begin(claim: QuestionClaim, plan: QuestionPlan): Promise<BegunQuestion> {
    const { kind, record, revision, trigger, signals, reason } = plan;
    const isFirst = await this.write(
      claim,
      Prisma.sql`
      insert into turn (interview_id, turn, kind, record, revision, trigger, signals, reason, vocabulary)
      select interview_id, ${claim.turn}::int, ${kind}, ${record}, ${revision}::int, ${trigger}, ${signals}::text[], ${reason}, '{}' from held
      on conflict do nothing returning interview_id`,
      eventPart('written', 'question.began', eventData({ turn: claim.turn, kind })),
    );
    const begun = isFirst ? null : await this.connection.askPrepared((sql) => begunQuestion(sql, claim.id, claim.turn));
    return begun ?? { plan, spoken: [] };
  }

  /** False when this sentence had been announced before; then nothing was written. `index` counts from 0. */
  announce(claim: QuestionClaim, index: number, text: string): Promise<boolean> {
    return this.write(
      claim,
      Prisma.sql`
      insert into sentence (interview_id, turn, index, text)
      select interview_id, ${claim.turn}::int, ${index}::int, ${text} from held
      on conflict do nothing returning interview_id`,
      eventPart('written', 'question.sentence', eventData({ turn: claim.turn, index, text })),
    );
  }

  /** Opens the turn for its answer. A closing question ends the interview instead; then `reportDue` may be true. */
  async save(claim: QuestionClaim, question: SavedQuestion): Promise<{ ended: boolean; reportDue: boolean }> {
    if (await this.write(claim, ...asking(claim, question, Prisma.sql`<>`))) return { ended: false, reportDue: false };
    return this.connection.transactPrepared(async (tx) => {
      const isAsked = await writeHeld(tx, claim, ...asking(claim, question, Prisma.sql`=`));
      if (!isAsked) throw new Error('a question is saved after it was begun');
      const { reportDue } = await endInterview(tx, claim.id, 'interviewer');
      return { ended: true, reportDue };
    });
  }

  async degraded(claim: QuestionClaim, reason: string): Promise<void> {
    const event = eventPart('written', 'engine.degraded', eventData({ turn: claim.turn, reason }));
    await this.write(claim, Prisma.sql`select interview_id from held`, event);
  }

  private write(...[claim, writing, event]: [QuestionClaim, Prisma.Sql, Prisma.Sql]): Promise<boolean> {
    return this.connection.askPrepared((sql) => writeHeld(sql, claim, writing, event));
  }

  awaiting(bounds: Waiting): Promise<{ id: string; afterTurn: number }[]> {
    return this.connection.ask(
      (db) => db.$queryRaw<{ id: string; afterTurn: number }[]>`
      select id, turn as "afterTurn" from interview
      where state = 'awaiting-question' and ${waitingBetween(Prisma.sql`waiting_since`, bounds)}
      order by waiting_since limit ${SWEEP_ROWS}`,
    );
  }

  /** Closes turns whose last chunk was heard so long ago that the missing ones are not coming. */
  async closeOverdueTurns(olderThanMs: number): Promise<({ id: string; gradeDue: GradeDue | null } & GradeDue)[]> {
    const overdue = await this.connection.ask(
      (db) => db.$queryRaw<{ id: string; turn: number }[]>`
      select interview_id as id, turn from turn
      where state = 'open' and end_seq is not null and end_heard_at <= now() - make_interval(secs => ${olderThanMs / 1000}::float8)
      order by end_heard_at limit ${SWEEP_ROWS}`,
    );
    const closed = [];
    for (const { id, turn } of overdue) {
      const done = await this.connection.transactPrepared((tx) => this.closeOverdue(tx, id, turn));
      if (done) closed.push({ id, ...done.closedNow, gradeDue: done.gradeDue });
    }
    return closed;
  }

  /** Null when a late chunk, or another sweep, closed it first. */
  private async closeOverdue(tx: Sql, id: string, number: number) {
    await tx.$queryRaw`select 1 from interview where id = ${id}::uuid for no key update`;
    const turn = await lockTurn(tx, id, number);
    if (turn?.state !== 'open') return null;
    return closeTurn(tx, turn, { heard: await heardChunks(tx, turn), stitch: this.stitch, goesOn: true });
  }
}

/**
 * One statement holds the claim, writes, and tells what it wrote: `writing` selects from `held` and returns the
 * `interview_id` of what it wrote, `event` follows from `written`. True when something was written.
 */
async function writeHeld(sql: Sql, claim: QuestionClaim, writing: Prisma.Sql, event: Prisma.Sql): Promise<boolean> {
  const [row] = await sql.$queryRaw<{ held: boolean; written: boolean }[]>`
    with ${heldPart(claim)}, written as (${writing}), ${event}
    select exists (select from held) as held, exists (select from written) as written`;
  if (!row?.held) throw superseded(claim);
  return row.written;
}

/** The question's row and event, unless its kind is the other one: only a closing question ends the interview. */
const asking = (
  { turn }: QuestionClaim,
  { text, source, vocabulary, usage, ...made }: SavedQuestion,
  closing: Prisma.Sql,
): [Prisma.Sql, Prisma.Sql] => [
  Prisma.sql`
      update turn t set state = case t.kind when 'closing' then 'closed' else 'open' end, asked_at = now(),
        closed_at = case t.kind when 'closing' then now() end, question = ${text}, source = ${source}, engine = ${made.engine},
        model = ${made.model}, prompt_version = ${made.promptVersion}, vocabulary = ${vocabulary}::text[],
        usage = ${usage ? JSON.stringify(usage) : null}::jsonb
      from held where t.interview_id = held.interview_id and t.turn = ${turn}::int and t.kind ${closing} 'closing'
      returning t.interview_id, t.kind, t.reason`,
  eventPart(
    'written',
    'question.asked',
    Prisma.sql`${eventData({ turn, text, source, vocabulary })} || jsonb_build_object('kind', cause.kind, 'reason', cause.reason)`,
    Prisma.sql`, turn = ${turn}::int, state = 'listening', waiting_since = null`,
  ),
];
