// lifecycle.ts: which states allow what, and how the time box of an interview is spent.
import type { InterviewState, QuestionKind, TurnState } from '@mockverse/contracts/interview';

/** No more turns will come. */
export function isOver(state: InterviewState): boolean {
  switch (state) {
    case 'awaiting-question':
    case 'listening':
      return false;
    case 'ended':
    case 'reported':
      return true;
  }
}

/** A new chunk of this turn belongs to an answer that is still being given. */
export const canHear = (state: InterviewState, turn: TurnState): boolean => state === 'listening' && turn === 'open';

/** An answer to this kind of question is graded. */
export function answerIsGraded(kind: QuestionKind): boolean {
  switch (kind) {
    case 'opening':
    case 'closing':
      return false;
    case 'lead':
    case 'probe':
    case 'stretch':
    case 'easier':
      return true;
  }
}

export type Phase = 'opening' | 'questions' | 'closing';

const MINUTE_MS = 60_000;
/** The last minute belongs to the goodbye: nobody answers a new question well in less. */
const CLOSING_MS = MINUTE_MS;

export const leftMs = (elapsedMs: number, minutes: number): number => Math.max(0, minutes * MINUTE_MS - elapsedMs);

export function phase(elapsedMs: number, minutes: number): Phase {
  if (elapsedMs <= 0) return 'opening';
  return leftMs(elapsedMs, minutes) > CLOSING_MS ? 'questions' : 'closing';
}

/** Lead questions that fit a time box, each with its follow-ups: about five minutes for one, as spoken. */
export function plannedLeads(minutes: number): number {
  if (minutes <= 15) return 3;
  return minutes <= 30 ? 5 : 7;
}

/** Follow-ups on one lead question before the interview moves on. */
export const probesPerLead = (minutes: number): number => (minutes > 30 ? 3 : 2);

/** The n-th lead (from 1) has had its share of the time box, so the interview moves on. */
export const shareIsSpent = (lead: number, elapsedMs: number, minutes: number): boolean =>
  elapsedMs > (lead / plannedLeads(minutes)) * (minutes * MINUTE_MS - CLOSING_MS);
