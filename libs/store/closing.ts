// closing.ts: an answer is put together from its chunks, when its turn closes and again when a late chunk comes.
import type { ChunkIn } from '@mockverse/contracts/api';
import type { QuestionKind, TurnState } from '@mockverse/contracts/interview';
import type { Db } from './connection';
import type { GradeDue } from './due';
import { recordEvents } from './events';

/** Puts chunks together into one answer. It is handed in, because this room knows no interview logic. */
export type Stitch = (chunks: Pick<ChunkIn, 'seq' | 'kind' | 'text'>[]) => string;

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

/**
 * The caller holds the interview's lock already: always the interview first, then the turn.
 * FOR UPDATE, because the cheap path of chunks.append holds FOR KEY SHARE, which nothing weaker keeps out.
 */
export async function lockTurn(tx: Db, interviewId: string, turn: number): Promise<LockedTurn | null> {
  const [row] = await tx.$queryRaw<LockedTurn[]>`
    select interview_id as "interviewId", turn, state, kind, end_seq as "endSeq", answer, transcript_version as transcript
    from turn where interview_id = ${interviewId}::uuid and turn = ${turn} for update`;
  return row ?? null;
}

export const isGraded = (kind: QuestionKind): boolean => kind !== 'opening' && kind !== 'closing';

/** The answer and the event; the caller decides what the interview does next. */
export async function closeTurn(
  tx: Db,
  turn: LockedTurn,
  stitch: Stitch,
): Promise<{ closedNow: GradeDue; gradeDue: GradeDue | null }> {
  const { answer, heard } = await stitched(tx, turn, stitch);
  // With nothing heard there is nothing to grade: the report says "not answered" without asking anybody.
  const grading = isGraded(turn.kind) && heard > 0 ? 'waiting' : 'none';
  await tx.$executeRaw`
    update turn set state = 'closed', closed_at = now(), answer = ${answer}, transcript_version = 1, grading = ${grading},
      grading_since = case when ${grading} = 'waiting' then now() end
    where interview_id = ${turn.interviewId}::uuid and turn = ${turn.turn}`;
  await recordEvents(tx, turn.interviewId, { type: 'turn.closed', data: { turn: turn.turn, answer } });
  const closedNow = { turn: turn.turn, transcript: 1 };
  return { closedNow, gradeDue: grading === 'waiting' ? closedNow : null };
}

/** Null when the late chunk changed nothing: a word that a later chunk had repeated. */
export async function amendTurn(tx: Db, turn: LockedTurn, stitch: Stitch): Promise<{ gradeDue: GradeDue | null } | null> {
  const { answer } = await stitched(tx, turn, stitch);
  if (answer === turn.answer) return null;
  const transcript = turn.transcript + 1;
  const grading = isGraded(turn.kind) ? 'waiting' : 'none';
  // The grade that was shown judged other words, so it is kept but not shown.
  await tx.$executeRaw`
    update turn set answer = ${answer}, transcript_version = ${transcript}, grading = ${grading}, shown_grade_id = null,
      grading_failure = null, grading_since = case when ${grading} = 'waiting' then now() end
    where interview_id = ${turn.interviewId}::uuid and turn = ${turn.turn}`;
  await recordEvents(tx, turn.interviewId, { type: 'turn.amended', data: { turn: turn.turn, answer } });
  return { gradeDue: grading === 'waiting' ? { turn: turn.turn, transcript } : null };
}

/** After a closed turn the next question is owed. */
export const awaitQuestion = (tx: Db, id: string): Promise<number> =>
  tx.$executeRaw`update interview set state = 'awaiting-question', waiting_since = now() where id = ${id}::uuid`;

async function stitched(
  tx: Db,
  { interviewId, turn, endSeq }: LockedTurn,
  stitch: Stitch,
): Promise<{ answer: string; heard: number }> {
  const chunks = await tx.$queryRaw<Pick<ChunkIn, 'seq' | 'kind' | 'text'>[]>`
    select seq, kind, text from chunk
    where interview_id = ${interviewId}::uuid and turn = ${turn} and (${endSeq}::int is null or seq <= ${endSeq}::int)
    order by seq`;
  return { answer: chunks.length > 0 ? stitch(chunks) : '', heard: chunks.length };
}
