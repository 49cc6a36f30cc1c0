// speak.ts: announces a question's sentences as the interviewer says them; what was said before is never said again.
import type { QuestionSource } from '@mockverse/contracts/interview';
import { toStorable } from '@mockverse/contracts/text';
import type { QuestionBrief } from '@mockverse/engine/engine';
import type { QuestionClaim } from '@mockverse/store/questions';
import type { Deps } from './deps';

export interface Said {
  /** All of the question, with what an earlier try had announced. */
  sentences: string[];
  source: QuestionSource;
}

export const speak = async (deps: Deps, claim: QuestionClaim, brief: QuestionBrief, signal: AbortSignal): Promise<Said> => {
  const { store, engine, bell, log } = deps;
  const sentences = [...brief.spoken];
  let source: QuestionSource = engine.name === 'builtin' ? 'bank' : 'model';
  let degraded: string | undefined;
  for await (const sentence of engine.question(brief, signal)) {
    const text = toStorable(sentence.text);
    await store.questions.announce(claim, sentences.length, text);
    // Not waited for: the next sentence must not hang on the bell.
    void bell.ring(claim.id);
    sentences.push(text);
    if (sentence.source === 'bank') source = 'bank';
    if (sentence.degraded === undefined || degraded !== undefined) continue;
    degraded = sentence.degraded;
    log.warn('the bank spoke for the model', { interviewId: claim.id, turn: claim.turn, reason: degraded });
    await store.questions.degraded(claim, degraded);
  }
  return { sentences, source };
};
