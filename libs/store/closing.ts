// closing.ts: an answer is put together from its chunks, when its turn closes and again when a late chunk comes.
import type { ChunkIn } from '@mockverse/contracts/api';
import type { QuestionKind, TurnState } from '@mockverse/contracts/interview';
import type { GradeDue } from './due';
import { eventData, eventPart } from './events';
import { Prisma } from './generated/client';
import type { Sql } from './prepared';

/** Puts chunks together into one answer. It is handed in, because this room knows no interview logic. */
export type Stitch = (chunks: HeardChunk[]) => string;

export type HeardChunk = Pick<ChunkIn, 'seq' | 'kind' | 'text'>;

/** A turn whose row this transaction has locked. */
export interface LockedTurn {
  interviewId: string;
  turn: number;
  state: TurnState;
  kind: QuestionKind;
  endSeq: number | null;
  answer: string;
  transcript: number;
}

/** For a query where the turn is called `t`. */
export const LOCKED_TURN = Prisma.sql`
  t.interview_id as "interviewId", t.turn, t.state, t.kind, t.end_seq as "endSeq", t.answer, t.transcript_version as transcript`;

/**
 * The caller holds the interview's lock already: always the interview first, then the turn.
 * FOR UPDATE, because the cheap path of chunks.append holds FOR KEY SHARE, which nothing weaker keeps out.
 */
export async function lockTurn(tx: Sql, interviewId: string, turn: number): Promise<LockedTurn | null> {
  const [row] = await tx.$queryRaw<LockedTurn[]>`
    select ${LOCKED_TURN} from turn t where t.interview_id = ${interviewId}::uuid and t.turn = ${turn} for update`;
  return row ?? null;
}

/**
 * Every chunk of a locked turn, in order. A statement of its own, after the lock: the one that waited for the lock does
 * not see what was stored while it waited.
 */
export const heardChunks = (tx: Sql, { interviewId, turn }: LockedTurn): Promise<HeardChunk[]> =>
  tx.$queryRaw<HeardChunk[]>`
    select seq, kind, text from chunk where interview_id = ${interviewId}::uuid and turn = ${turn} order by seq`;

export const isGraded = (kind: QuestionKind): boolean => kind !== 'opening' && kind !== 'closing';

export interface Closing {
  heard: HeardChunk[];
  stitch: Stitch;
  /** A chunk among them that is not stored yet. */
  added?: ChunkIn | null;
  /** The next question is owed; otherwise the caller decides what the interview does next. */
  goesOn: boolean;
}

/** The last chunk, the answer and the event, in one statement. */
export async function closeTurn(
  tx: Sql,
  turn: LockedTurn,
  { heard, stitch, added, goesOn }: Closing,
): Promise<{ closedNow: GradeDue; gradeDue: GradeDue | null }> {
  const answer = answerOf(turn, heard, stitch);
  // With nothing heard there is nothing to grade: the report says "not answered" without asking anybody.
  const grading = isGraded(turn.kind) && heard.length > 0 ? 'waiting' : 'none';
  const next = goesOn ? Prisma.sql`, state = 'awaiting-question', waiting_since = now()` : Prisma.empty;
  await tx.$executeRaw`
    with ${chunkPart(turn, added)} closed as (
      update turn set state = 'closed', closed_at = now(), end_seq = ${turn.endSeq}::int,
        end_heard_at = coalesce(end_heard_at, case when ${turn.endSeq}::int is not null then now() end), answer = ${answer},
        transcript_version = 1, grading = ${grading}, grading_since = case when ${grading} = 'waiting' then now() end
      where interview_id = ${turn.interviewId}::uuid and turn = ${turn.turn}
      returning interview_id
    ), ${eventPart('closed', 'turn.closed', eventData({ turn: turn.turn, answer }), next)}
    select`;
  const closedNow = { turn: turn.turn, transcript: 1 };
  return { closedNow, gradeDue: grading === 'waiting' ? closedNow : null };
}

/** Null when the late chunk changed nothing: a word that a later chunk had repeated. */
export async function amendTurn(
  tx: Sql,
  turn: LockedTurn,
  { heard, stitch, added }: Omit<Closing, 'goesOn'> & { added: ChunkIn },
): Promise<{ gradeDue: GradeDue | null } | null> {
  const answer = answerOf(turn, heard, stitch);
  if (answer === turn.answer) {
    await storeChunk(tx, turn, added);
    return null;
  }
  const transcript = turn.transcript + 1;
  const grading = isGraded(turn.kind) ? 'waiting' : 'none';
  // The grade that was shown judged other words, so it is kept but not shown.
  await tx.$executeRaw`
    with ${chunkPart(turn, added)} amended as (
      update turn set answer = ${answer}, transcript_version = ${transcript}::int, grading = ${grading}, shown_grade_id = null,
        grading_failure = null, grading_since = case when ${grading} = 'waiting' then now() end
      where interview_id = ${turn.interviewId}::uuid and turn = ${turn.turn}
      returning interview_id
    ), ${eventPart('amended', 'turn.amended', eventData({ turn: turn.turn, answer }))}
    select`;
  return { gradeDue: grading === 'waiting' ? { turn: turn.turn, transcript } : null };
}

/** The chunk, if there is one, and where the answer ends, as far as that is known. */
export async function storeChunk(tx: Sql, turn: LockedTurn, added: ChunkIn | null): Promise<void> {
  await tx.$executeRaw`
    with ${chunkPart(turn, added)} ended as (
      update turn set end_seq = ${turn.endSeq}::int, end_heard_at = now()
      where interview_id = ${turn.interviewId}::uuid and turn = ${turn.turn} and end_seq is distinct from ${turn.endSeq}::int
    )
    select`;
}

/** Nothing, or the first part of a statement. */
const chunkPart = ({ interviewId, turn }: LockedTurn, chunk?: ChunkIn | null): Prisma.Sql =>
  chunk
    ? Prisma.sql`added as (
      insert into chunk (interview_id, turn, seq, kind, text, started_at_ms, ended_at_ms, confidence)
      values (${interviewId}::uuid, ${turn}::int, ${chunk.seq}::int, ${chunk.kind}, ${chunk.text}, ${chunk.startedAtMs ?? null}::int,
        ${chunk.endedAtMs ?? null}::int, ${chunk.confidence ?? null}::float8)
    ),`
    : Prisma.empty;

const answerOf = ({ endSeq }: LockedTurn, heard: HeardChunk[], stitch: Stitch): string => {
  const said = heard.filter(({ seq }) => endSeq === null || seq <= endSeq);
  return said.length > 0 ? stitch(said) : '';
};
