// with-fallback.ts: the model first; when it does not speak in time, or breaks, the bank asks in its place.
import { LlmError, type LlmErrorKind } from '@mockverse/llm/llm';
import { TryLater } from '@mockverse/runtime/errors';
import type { Log } from '@mockverse/runtime/log';
import type { Engine, QuestionBrief, SpokenSentence } from './engine';

export interface FallbackOptions {
  /** A person hears nothing for this long at most before the bank speaks. */
  questionDeadlineMs: number;
  log: Log;
}

/** Only questions fall back: a grading by another engine than the one chosen would be a quiet lie. */
export function withFallback(model: Engine, bank: Engine, options: FallbackOptions): Engine {
  return {
    name: model.name,
    model: model.model,
    version: model.version,
    question: (brief, signal) => speak(model, bank, options, brief, signal),
    grade: (brief, signal) => model.grade(brief, signal),
  };
}

async function* speak(
  model: Engine,
  bank: Engine,
  options: FallbackOptions,
  brief: QuestionBrief,
  signal: AbortSignal,
): AsyncGenerator<SpokenSentence> {
  const { questionDeadlineMs, log } = options;
  const spoken = [...brief.spoken];
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new LlmError('slow', `no sentence within ${questionDeadlineMs} ms`, { clock: 'first-token' })),
    questionDeadlineMs,
  );
  let failure: LlmError;
  try {
    for await (const sentence of model.question(brief, AbortSignal.any([signal, late.signal]))) {
      clearTimeout(timer);
      spoken.push(sentence.text);
      yield sentence;
    }
    return;
  } catch (error) {
    if (signal.aborted) throw new TryLater('the job was handed back while the question was being worded', { cause: error });
    if (!(error instanceof LlmError)) throw error;
    failure = error;
  } finally {
    clearTimeout(timer);
    // What the model still says is not wanted any more: this closes its socket.
    late.abort(new LlmError('aborted', 'the question is complete'));
  }
  const reason = inWords(failure, questionDeadlineMs);
  log.warn('the bank speaks in place of the model', {
    interviewId: brief.interviewId,
    turn: brief.turn,
    after: spoken.length,
    kind: failure.kind,
    error: failure,
  });
  yield* fromBank(bank, { ...brief, spoken }, signal, reason);
}

async function* fromBank(
  bank: Engine,
  brief: QuestionBrief,
  signal: AbortSignal,
  degraded: string,
): AsyncGenerator<SpokenSentence> {
  let first = true;
  for await (const sentence of bank.question(brief, signal)) {
    yield first ? { ...sentence, degraded } : sentence;
    first = false;
  }
}

const WHY: Record<LlmErrorKind, string> = {
  slow: 'The model took too long',
  busy: 'The model is busy',
  quota: 'The quota of the model is used up',
  unreachable: 'The model cannot be reached',
  broken: 'The model broke off',
  blocked: 'The model refused to answer',
  empty: 'The model said nothing',
  truncated: 'The model broke off',
  unparsable: 'What the model said was not fit to be asked',
  misconfigured: 'The model is not set up correctly',
  aborted: 'The model was stopped',
};

/** A sentence for the person. */
function inWords(failure: LlmError, deadlineMs: number): string {
  const why =
    failure.kind === 'slow' && failure.clock === 'first-token'
      ? `The model did not answer within ${deadlineMs / 1_000} s`
      : WHY[failure.kind];
  return `${why}, so this question comes from the question bank.`;
}
