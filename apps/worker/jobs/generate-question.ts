// generate-question.ts: asks the next question, sentence by sentence, and opens the turn for its answer.
import type { Handlers, Outcome } from '@mockverse/contracts/jobs';
import { TryLater } from '@mockverse/runtime/errors';
import type { QuestionClaim } from '@mockverse/store/questions';
import type { Deps } from '../deps';
import { briefFor, planNext, recordOf } from '../next-question';
import { speak } from '../speak';
import { unlessSuperseded } from '../unless-superseded';

export const generateQuestion =
  (deps: Deps): Handlers['generate-question'] =>
  async ({ interviewId, afterTurn }, { signal }) => {
    const claim = await deps.store.questions.claim(interviewId, afterTurn);
    if (!claim) return { skipped: 'the question was asked already, or is not wanted any more' };
    return unlessSuperseded(() => ask(deps, claim, signal));
  };

const ask = async (deps: Deps, claim: QuestionClaim, signal: AbortSignal): Promise<Outcome> => {
  const { store, engine, bell, shelf, jobs } = deps;
  const begun = await store.questions.begin(claim, claim.existing?.plan ?? planNext(claim, shelf));
  void bell.ring(claim.id);
  const said = await speak(deps, claim, briefFor(claim, begun, shelf), signal);
  if (said.sentences.length === 0) throw new TryLater('the interviewer said nothing');
  const { reportDue } = await store.questions.save(claim, {
    text: said.sentences.join(' '),
    source: said.source,
    engine: engine.name,
    model: engine.model,
    promptVersion: engine.version,
    vocabulary: recordOf(begun.plan, shelf)?.vocabulary ?? [],
  });
  await bell.ring(claim.id);
  if (reportDue) await jobs.add('write-report', { interviewId: claim.id });
  return { done: `turn ${claim.turn} asked` };
};
