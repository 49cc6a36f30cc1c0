// grade-answer.ts: has one answer judged, scores the findings, and asks for the report when it was the last one.
import { signalsOf } from '@mockverse/bank/match';
import type { Handlers, JobContext, Outcome } from '@mockverse/contracts/jobs';
import type { GradingBrief } from '@mockverse/engine/engine';
import { RUBRIC_VERSION, scoreAnswer } from '@mockverse/interview/score';
import { isHandedBack } from '@mockverse/queue/deadline';
import { GiveUp } from '@mockverse/runtime/errors';
import type { GradeClaim } from '@mockverse/store/grades';
import { Superseded } from '@mockverse/store/superseded';
import type { Deps } from '../deps';
import { recordOf } from '../next-question';
import { unlessSuperseded } from '../unless-superseded';

export const gradeAnswer =
  (deps: Deps): Handlers['grade-answer'] =>
  async ({ interviewId, turn, transcript }, context) => {
    const claim = await deps.store.grades.claim(interviewId, turn, transcript);
    if (!claim) return { skipped: 'this version of the answer does not wait for a grading' };
    return unlessSuperseded(() => gradeOrSay(deps, claim, context));
  };

/** When no other try follows, the person is told; the queue keeps the failed job for the admin all the same. */
const gradeOrSay = async (deps: Deps, claim: GradeClaim, { signal, last }: JobContext): Promise<Outcome> => {
  try {
    return await grade(deps, claim, signal);
  } catch (error) {
    const isOver = !(error instanceof Superseded) && (last || error instanceof GiveUp);
    if (isOver && !isHandedBack(signal)) await announce(deps, claim, await deps.store.grades.fail(claim, reasonOf(error)));
    throw error;
  }
};

const grade = async (deps: Deps, claim: GradeClaim, signal: AbortSignal): Promise<Outcome> => {
  const { store, engine } = deps;
  const brief = briefOf(deps, claim);
  const { findings, judgement, judgementReason, promptVersion, usage } = await engine.grade(brief, signal);
  const must = signalsOf(brief.record, brief.signals)
    .filter((one) => one.must)
    .map((one) => one.id);
  const scores = judgement === 'judged' ? scoreAnswer(findings, must) : NO_SCORES;
  const origin = {
    engine: engine.name,
    model: engine.model,
    promptVersion,
    rubricVersion: RUBRIC_VERSION,
    questionRevision: claim.plan.revision,
  };
  await announce(deps, claim, await store.grades.save(claim, { judgement, judgementReason, findings, scores, origin, usage }));
  return { done: `turn ${claim.turn} ${judgement}` };
};

const NO_SCORES = { technicalAccuracy: null, clarity: null, completeness: null };

const briefOf = ({ shelf }: Deps, { id, turn, level, question, answer, plan }: GradeClaim): GradingBrief => {
  const record = recordOf(plan, shelf);
  if (!record) throw new GiveUp(`the question record ${plan.record ?? '(none)'} is not on the shelf any more`);
  return { interviewId: id, turn, level, question, answer, record, signals: plan.signals };
};

const announce = async ({ bell, jobs }: Deps, claim: GradeClaim, { reportDue }: { reportDue: boolean }): Promise<void> => {
  await bell.ring(claim.id);
  if (reportDue) await jobs.add('write-report', { interviewId: claim.id });
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
