// next-question.ts: from what the store knows to what the mind decides on and the interviewer needs. Pure.
import { readAnswer } from '@mockverse/bank/match';
import type { QuestionRecord } from '@mockverse/bank/record';
import type { Shelf } from '@mockverse/bank/shelf';
import type { Level, QuestionPlan } from '@mockverse/contracts/interview';
import type { QuestionBrief } from '@mockverse/engine/engine';
import { decideNext } from '@mockverse/interview/follow-up';
import { answerIsGraded } from '@mockverse/interview/lifecycle';
import type { AnsweredTurn } from '@mockverse/interview/reading';
import type { AskedTurn, BegunQuestion, QuestionClaim } from '@mockverse/store/questions';

export const recordOf = (plan: QuestionPlan, shelf: Shelf): QuestionRecord | null =>
  plan.record === null ? null : (shelf.byId(plan.record) ?? null);

export const planNext = (claim: QuestionClaim, shelf: Shelf): QuestionPlan => {
  const { role, level, topics, minutes, mode } = claim.interview;
  // Deciding looks into the answers of the current thread only, and reading one takes milliseconds of this process.
  const thread = claim.past.findLastIndex(({ plan }) => plan.kind === 'lead');
  return decideNext({
    seed: `${claim.id}:${claim.turn}`,
    role,
    level,
    topics,
    minutes,
    mode,
    elapsedMs: claim.elapsedMs,
    past: claim.past.map((turn, place) => (place < thread ? { plan: turn.plan, reading: null } : read(turn, level, shelf))),
    shelf: shelf.views(),
    askedBefore: claim.askedRecords,
  });
};

export const briefFor = (claim: QuestionClaim, { plan, spoken }: BegunQuestion, shelf: Shelf): QuestionBrief => {
  const { role, level, mode, language, minutes, jobDescription } = claim.interview;
  const past = claim.past.map(({ question, answer }) => ({ question, answer }));
  const record = recordOf(plan, shelf);
  return {
    interviewId: claim.id,
    turn: claim.turn,
    role,
    level,
    mode,
    language,
    minutes,
    jobDescription,
    plan,
    record,
    past,
    spoken,
  };
};

/** A record that has left the shelf since can no longer be read against. */
const read = ({ plan, question, answer }: AskedTurn, level: Level, shelf: Shelf): AnsweredTurn => {
  const record = answerIsGraded(plan.kind) ? recordOf(plan, shelf) : null;
  return { plan, reading: record && readAnswer({ answer, question, record, signals: plan.signals, level }) };
};
