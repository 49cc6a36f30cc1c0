// chunks.ts: a piece of transcript is stored once, and the chunk that completes an answer closes its turn.
import type { ChunkIn } from '@mockverse/contracts/api';
import type { InterviewState } from '@mockverse/contracts/interview';
import { Refused } from '@mockverse/runtime/errors';
import { amendTurn, awaitQuestion, closeTurn, type LockedTurn, lockTurn, type Stitch } from './closing';
import type { Connection, Db } from './connection';
import type { GradeDue } from './due';
import { lockOwnInterview } from './ownership';

export interface Appended {
  /** The seq that was stored, now or earlier. */
  heard: number;
  /** The answer is complete and the next question is on its way. */
  closed: boolean;
  /** Set when this very chunk closed the turn: the next question is due. */
  closedNow: GradeDue | null;
  /** Set when this chunk closed or amended an answer that is graded: its grading is due. */
  gradeDue: GradeDue | null;
  /** Events were written: ring the bell. */
  rang: boolean;
}

export class Chunks {
  constructor(
    private readonly connection: Connection,
    private readonly stitch: Stitch,
  ) {}

  async append(personId: string, id: string, chunk: ChunkIn): Promise<Appended> {
    if (!chunk.endOfTurn && (await this.storedInPassing(personId, id, chunk))) return unremarkable(chunk, false);
    return this.connection.transaction((tx) => this.appendLocked(tx, personId, id, chunk));
  }

  /**
   * The path of nearly every chunk, in one statement and without the interview's lock: it only holds when the answer
   * goes on. FOR KEY SHARE meets the FOR UPDATE of whoever ends the answer: either that transaction sees this chunk,
   * or this statement waits for it, sees `end_seq`, and stores nothing.
   */
  private async storedInPassing(personId: string, id: string, chunk: ChunkIn): Promise<boolean> {
    const stored = await this.connection.ask(
      (db) => db.$executeRaw`
      with open_turn as materialized (
        select t.interview_id, t.turn from turn t join interview i on i.id = t.interview_id
        where t.interview_id = ${id}::uuid and t.turn = ${chunk.turn} and i.person_id = ${personId}::uuid
          and t.state = 'open' and t.end_seq is null
        for key share of t
      )
      insert into chunk (interview_id, turn, seq, kind, text, started_at_ms, ended_at_ms, confidence)
      select interview_id, turn, ${chunk.seq}::int, ${chunk.kind}::text, ${chunk.text}::text,
        ${chunk.startedAtMs ?? null}::int, ${chunk.endedAtMs ?? null}::int, ${chunk.confidence ?? null}::float8
      from open_turn
      on conflict do nothing`,
    );
    return stored > 0;
  }

  /** Everything unusual: the end of an answer, a chunk after it, a repeat, a mistake. */
  private async appendLocked(tx: Db, personId: string, id: string, chunk: ChunkIn): Promise<Appended> {
    const interview = await lockOwnInterview(tx, personId, id);
    const turn = await lockTurn(tx, id, chunk.turn);
    if (!turn || turn.state === 'asking') throw new Refused(409, 'That question has not been asked yet.');
    const known = await tx.chunk.findUnique({
      where: { interviewId_turn_seq: { interviewId: id, turn: chunk.turn, seq: chunk.seq } },
    });
    if (known && (known.text !== chunk.text || known.kind !== chunk.kind)) {
      throw new Refused(409, `Chunk ${chunk.seq} of turn ${chunk.turn} is stored with another text or kind.`);
    }
    const endsNow = Boolean(chunk.endOfTurn) && turn.state === 'open' && turn.endSeq === null;
    if (known && !endsNow) return unremarkable(chunk, turn.state === 'closed');
    await refuseMisplaced(tx, interview.state, turn, chunk);
    if (!known) await insertChunk(tx, id, chunk);
    if (endsNow) await markEnd(tx, turn, chunk.seq);
    return turn.state === 'closed' ? this.amend(tx, turn, chunk) : this.closeWhenComplete(tx, turn, chunk);
  }

  private async amend(tx: Db, turn: LockedTurn, chunk: ChunkIn): Promise<Appended> {
    const amended = await amendTurn(tx, turn, this.stitch);
    return { ...unremarkable(chunk, true), gradeDue: amended?.gradeDue ?? null, rang: amended !== null };
  }

  private async closeWhenComplete(tx: Db, turn: LockedTurn, chunk: ChunkIn): Promise<Appended> {
    const [row] = await tx.$queryRaw<{ heard: number }[]>`
      select count(*)::int as heard from chunk
      where interview_id = ${turn.interviewId}::uuid and turn = ${turn.turn} and seq <= ${turn.endSeq}::int`;
    if (turn.endSeq === null || row?.heard !== turn.endSeq) return unremarkable(chunk, false);
    const closed = await closeTurn(tx, turn, this.stitch);
    await awaitQuestion(tx, turn.interviewId);
    return { heard: chunk.seq, closed: true, ...closed, rang: true };
  }
}

const unremarkable = (chunk: ChunkIn, closed: boolean): Appended => ({
  heard: chunk.seq,
  closed,
  closedNow: null,
  gradeDue: null,
  rang: false,
});

async function refuseMisplaced(tx: Db, state: InterviewState, turn: LockedTurn, chunk: ChunkIn): Promise<void> {
  if (state === 'ended' || state === 'reported') throw new Refused(409, 'This interview has ended.');
  if (turn.endSeq !== null && chunk.seq > turn.endSeq)
    throw new Refused(409, `The answer to turn ${turn.turn} ended with chunk ${turn.endSeq}.`);
  if (!chunk.endOfTurn) return;
  if (turn.endSeq !== null) throw new Refused(409, `Chunk ${turn.endSeq} has already ended the answer to turn ${turn.turn}.`);
  const later = await tx.chunk.count({ where: { interviewId: turn.interviewId, turn: turn.turn, seq: { gt: chunk.seq } } });
  if (later > 0) throw new Refused(409, `Chunk ${chunk.seq} cannot end the answer: a later chunk is stored already.`);
}

const insertChunk = (tx: Db, interviewId: string, { endOfTurn: _, ...chunk }: ChunkIn) =>
  tx.chunk.create({ data: { interviewId, ...chunk } });

async function markEnd(tx: Db, turn: LockedTurn, seq: number): Promise<void> {
  turn.endSeq = seq;
  await tx.$executeRaw`
    update turn set end_seq = ${seq}, end_heard_at = now() where interview_id = ${turn.interviewId}::uuid and turn = ${turn.turn}`;
}
