// chunks.ts: a piece of transcript is stored once, and the chunk that completes an answer closes its turn.
import type { ChunkIn } from '@mockverse/contracts/api';
import type { InterviewState } from '@mockverse/contracts/interview';
import { Refused } from '@mockverse/runtime/errors';
import {
  amendTurn,
  closeTurn,
  type HeardChunk,
  heardChunks,
  LOCKED_TURN,
  type LockedTurn,
  type Stitch,
  storeChunk,
} from './closing';
import type { Connection } from './connection';
import type { GradeDue } from './due';
import { noSuchInterview } from './ownership';
import type { Sql } from './prepared';

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
    return this.connection.transactPrepared((tx) => this.appendLocked(tx, personId, id, chunk));
  }

  /**
   * The path of nearly every chunk, in one statement and without the interview's lock: it only holds when the answer
   * goes on. FOR KEY SHARE meets the FOR UPDATE of whoever ends the answer: either that transaction sees this chunk,
   * or this statement waits for it, sees `end_seq`, and stores nothing.
   */
  private async storedInPassing(personId: string, id: string, chunk: ChunkIn): Promise<boolean> {
    const stored = await this.connection.askPrepared(
      (sql) => sql.$executeRaw`
      with open_turn as materialized (
        select t.interview_id, t.turn from turn t join interview i on i.id = t.interview_id
        where t.interview_id = ${id}::uuid and t.turn = ${chunk.turn}::int and i.person_id = ${personId}::uuid
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

  /** Everything unusual: the end of an answer, a chunk after it, a repeat, a mistake. Two statements read, one writes. */
  private async appendLocked(tx: Sql, personId: string, id: string, chunk: ChunkIn): Promise<Appended> {
    const { interview, turn } = await lockOwnTurn(tx, personId, id, chunk.turn);
    if (!turn || turn.state === 'asking') throw new Refused(409, 'That question has not been asked yet.');
    const heard = await heardChunks(tx, turn);
    const known = heard.find(({ seq }) => seq === chunk.seq);
    if (known && (known.text !== chunk.text || known.kind !== chunk.kind)) {
      throw new Refused(409, `Chunk ${chunk.seq} of turn ${chunk.turn} is stored with another text or kind.`);
    }
    const endsNow = Boolean(chunk.endOfTurn) && turn.state === 'open' && turn.endSeq === null;
    if (known && !endsNow) return unremarkable(chunk, turn.state === 'closed');
    refuseMisplaced(interview.state, turn, chunk, heard);
    const ended = endsNow ? { ...turn, endSeq: chunk.seq } : turn;
    return this.place(tx, ended, chunk, { heard, isKnown: known !== undefined });
  }

  private async place(
    tx: Sql,
    turn: LockedTurn,
    chunk: ChunkIn,
    before: { heard: HeardChunk[]; isKnown: boolean },
  ): Promise<Appended> {
    const added = before.isKnown ? null : chunk;
    const heard = added ? [...before.heard, added].sort((a, b) => a.seq - b.seq) : before.heard;
    if (turn.state === 'closed') {
      const amended = await amendTurn(tx, turn, { heard, stitch: this.stitch, added: chunk });
      return { ...unremarkable(chunk, true), gradeDue: amended?.gradeDue ?? null, rang: amended !== null };
    }
    if (turn.endSeq === null || heard.filter(({ seq }) => seq <= (turn.endSeq ?? 0)).length < turn.endSeq) {
      await storeChunk(tx, turn, added);
      return unremarkable(chunk, false);
    }
    const closed = await closeTurn(tx, turn, { heard, stitch: this.stitch, added, goesOn: true });
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

function refuseMisplaced(state: InterviewState, turn: LockedTurn, chunk: ChunkIn, heard: HeardChunk[]): void {
  if (state === 'ended' || state === 'reported') throw new Refused(409, 'This interview has ended.');
  if (turn.endSeq !== null && chunk.seq > turn.endSeq)
    throw new Refused(409, `The answer to turn ${turn.turn} ended with chunk ${turn.endSeq}.`);
  if (!chunk.endOfTurn) return;
  if (turn.endSeq !== null) throw new Refused(409, `Chunk ${turn.endSeq} has already ended the answer to turn ${turn.turn}.`);
  if (heard.some(({ seq }) => seq > chunk.seq))
    throw new Refused(409, `Chunk ${chunk.seq} cannot end the answer: a later chunk is stored already.`);
}

type OwnTurn = { interviewState: InterviewState } & (LockedTurn | { turn: null });

/** Locks the interview and then the turn, and reads both as they are once they are locked. */
async function lockOwnTurn(
  tx: Sql,
  personId: string,
  id: string,
  turn: number,
): Promise<{ interview: { state: InterviewState }; turn: LockedTurn | null }> {
  const [row] = await tx.$queryRaw<OwnTurn[]>`
    with mine as materialized (
      select id, state as "interviewState" from interview where id = ${id}::uuid and person_id = ${personId}::uuid for no key update
    ), own as materialized (
      select ${LOCKED_TURN} from mine join turn t on t.interview_id = mine.id and t.turn = ${turn}::int for update of t
    )
    select mine."interviewState", own.* from mine left join own on true`;
  if (!row) throw noSuchInterview();
  const { interviewState: state, ...own } = row;
  return { interview: { state }, turn: own.turn === null ? null : own };
}
