// questions.ts: one worker at a time may ask the next question; what it announced is never announced again.
import type { EngineName, QuestionPlan, QuestionSource } from '@mockverse/contracts/interview';
import { waitingBetween } from './clock';
import { awaitQuestion, closeTurn, lockTurn, type Stitch } from './closing';
import type { Connection, Db } from './connection';
import type { GradeDue, Waiting } from './due';
import { endInterview } from './ending';
import { recordEvents } from './events';
import { Prisma } from './generated/client';
import type { Usage } from './grades';
import { type BegunQuestion, begunQuestion, claimQuestion, holdClaim, type QuestionClaim } from './question-claim';

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
    return this.connection.ask((db) => claimQuestion(db, id, afterTurn));
  }

  /** The first plan stored for a turn wins, and is given back to every later claim. */
  begin(claim: QuestionClaim, plan: QuestionPlan): Promise<BegunQuestion> {
    return this.connection.transaction(async (tx) => {
      await holdClaim(tx, claim);
      const begun = await begunQuestion(tx, claim.id, claim.turn);
      if (begun) return begun;
      await tx.turn.create({ data: { interviewId: claim.id, turn: claim.turn, ...plan } });
      await recordEvents(tx, claim.id, { type: 'question.began', data: { turn: claim.turn, kind: plan.kind } });
      return { plan, spoken: [] };
    });
  }

  /** False when this sentence had been announced before; then nothing was written. `index` counts from 0. */
  announce(claim: QuestionClaim, index: number, text: string): Promise<boolean> {
    return this.connection.transaction(async (tx) => {
      await holdClaim(tx, claim);
      const added = await tx.$executeRaw`
        insert into sentence (interview_id, turn, index, text) values (${claim.id}::uuid, ${claim.turn}::int, ${index}::int, ${text}::text)
        on conflict do nothing`;
      if (added > 0) await recordEvents(tx, claim.id, { type: 'question.sentence', data: { turn: claim.turn, index, text } });
      return added > 0;
    });
  }

  /** Opens the turn for its answer. A closing question ends the interview instead; then `reportDue` may be true. */
  save(claim: QuestionClaim, question: SavedQuestion): Promise<{ ended: boolean; reportDue: boolean }> {
    return this.connection.transaction(async (tx) => {
      await holdClaim(tx, claim);
      const { plan } = await this.openTurn(tx, claim, question);
      const { text, source, vocabulary } = question;
      const asked = { turn: claim.turn, text, kind: plan.kind, source, reason: plan.reason, vocabulary };
      await recordEvents(tx, claim.id, { type: 'question.asked', data: asked });
      if (plan.kind !== 'closing') return { ended: false, reportDue: false };
      const { reportDue } = await endInterview(tx, claim.id, 'interviewer');
      return { ended: true, reportDue };
    });
  }

  private async openTurn(tx: Db, { id, turn }: QuestionClaim, { text, usage, ...origin }: SavedQuestion): Promise<BegunQuestion> {
    const begun = await begunQuestion(tx, id, turn);
    if (!begun) throw new Error('a question is saved after it was begun');
    const state = begun.plan.kind === 'closing' ? 'closed' : 'open';
    await tx.$executeRaw`
      update turn set state = ${state}, asked_at = now(), closed_at = case when ${state} = 'closed' then now() end, question = ${text},
        source = ${origin.source}, engine = ${origin.engine}, model = ${origin.model}, prompt_version = ${origin.promptVersion},
        vocabulary = ${origin.vocabulary}, usage = ${usage ? JSON.stringify(usage) : null}::jsonb
      where interview_id = ${id}::uuid and turn = ${turn}`;
    await tx.$executeRaw`update interview set turn = ${turn}, state = 'listening', waiting_since = null where id = ${id}::uuid`;
    return begun;
  }

  async degraded(claim: QuestionClaim, reason: string): Promise<void> {
    await this.connection.transaction(async (tx) => {
      await holdClaim(tx, claim);
      await recordEvents(tx, claim.id, { type: 'engine.degraded', data: { turn: claim.turn, reason } });
    });
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
      const done = await this.connection.transaction((tx) => this.closeOverdue(tx, id, turn));
      if (done) closed.push({ id, ...done.closedNow, gradeDue: done.gradeDue });
    }
    return closed;
  }

  /** Null when a late chunk, or another sweep, closed it first. */
  private async closeOverdue(tx: Db, id: string, number: number) {
    await tx.$queryRaw`select 1 from interview where id = ${id}::uuid for no key update`;
    const turn = await lockTurn(tx, id, number);
    if (turn?.state !== 'open') return null;
    const done = await closeTurn(tx, turn, this.stitch);
    await awaitQuestion(tx, id);
    return done;
  }
}
