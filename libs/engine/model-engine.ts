// model-engine.ts: the interviewer with a model: it words what code decided to ask, and finds evidence that code checks.
import { readAnswer } from '@mockverse/bank/match';
import type { EngineName } from '@mockverse/contracts/interview';
import { splitSentences } from '@mockverse/interview/sentences';
import { type Deadlines, type Llm, LlmError } from '@mockverse/llm/llm';
import { TryLater } from '@mockverse/runtime/errors';
import { endsAsking, hasAsked } from './asks';
import type { Engine, Graded, GradingBrief, QuestionBrief, SpokenSentence } from './engine';
import { type Evidence, toFindings } from './evidence';
import { toJobError } from './job-error';
import { findingsReply, GRADING_PROMPT_VERSION, gradingPrompt } from './prompts/grading';
import { nonceOf } from './prompts/marked-data';
import { QUESTION_PROMPT_VERSION, questionPrompt } from './prompts/question';
import { hear, MOST_WORDS, type SpokenContext, wordsOf } from './spoken-guard';
import { toAsk } from './to-ask';

export interface ModelEngineOptions {
  name: Exclude<EngineName, 'builtin'>;
  /** For questions: a person is waiting. */
  live: Llm;
  /** For grading. */
  review: Llm;
  /** The code in the data markers is derived from it. */
  secret: string;
}

/** Two sentences, with room for a language that needs more tokens than English. */
const QUESTION_TOKENS = 200;
/** About 40 tokens per finding, and quotes. */
const GRADING_TOKENS = 3_000;
/** Two are asked for; the splitter cuts a long one into two pieces. The limit in words is the stricter one. */
const MOST_SENTENCES = 5;
const LIVE_DEADLINES: Partial<Deadlines> = { firstTokenMs: 20_000, betweenTokensMs: 3_000, totalMs: 25_000 };
const REVIEW_DEADLINES: Partial<Deadlines> = { firstTokenMs: 45_000, betweenTokensMs: 15_000, totalMs: 80_000 };

export function createModelEngine(options: ModelEngineOptions): Engine {
  return {
    name: options.name,
    model: options.live.model,
    version: QUESTION_PROMPT_VERSION,
    question: (brief, signal) => speak(options, brief, signal),
    grade: (brief, signal) => grade(options, brief, signal),
  };
}

/** Throws LlmError, also when what came was not fit to be said or held no question. */
async function* speak(options: ModelEngineOptions, brief: QuestionBrief, signal: AbortSignal): AsyncGenerator<SpokenSentence> {
  const asked = toAsk(brief);
  if (isComplete(brief, brief.spoken, asked.ask)) return;
  const nonce = nonceOf(options.secret, brief.interviewId);
  const prompt = questionPrompt(brief, asked, nonce);
  const context: SpokenContext = {
    language: brief.language,
    system: prompt.system,
    nonce,
    ask: asked.ask,
    answers: brief.past.map((turn) => turn.answer).join(' '),
    modelAnswer: brief.record?.modelAnswer ?? '',
  };
  const said = [...brief.spoken];
  const { text } = options.live.stream({ ...prompt, maxAnswerTokens: QUESTION_TOKENS, deadlines: LIVE_DEADLINES, signal });
  for await (const sentence of splitSentences(text)) {
    const heard = hear(sentence, context);
    if ('refuse' in heard) throw new LlmError('unparsable', `the model said something unfit to be spoken: ${heard.refuse}`);
    if ('skip' in heard || said.includes(heard.say)) continue;
    said.push(heard.say);
    if (wordsOf(said.join(' ')).length > MOST_WORDS) break;
    yield { text: heard.say, source: 'model' };
    if (endsAsking(heard.say) || said.length >= MOST_SENTENCES) break;
  }
  if (!isComplete(brief, said, asked.ask)) throw new LlmError('unparsable', 'the model asked nothing');
}

const isComplete = ({ plan }: QuestionBrief, said: readonly string[], ask: string): boolean =>
  plan.kind === 'closing' ? said.length > 0 : hasAsked(said, ask);

async function grade(options: ModelEngineOptions, brief: GradingBrief, signal: AbortSignal): Promise<Graded> {
  const read = readAnswer(brief);
  // "I don't know" needs no model, and no model may make an answer of it.
  if (read.judgement === 'not-answered') {
    const { findings, judgement, judgementReason } = read;
    return { findings, judgement, judgementReason, promptVersion: GRADING_PROMPT_VERSION, usage: null };
  }
  const prompt = gradingPrompt(brief, nonceOf(options.secret, brief.interviewId));
  try {
    const { value, usage } = await options.review.ask({
      ...prompt,
      maxAnswerTokens: GRADING_TOKENS,
      deadlines: REVIEW_DEADLINES,
      signal,
      schema: findingsReply(brief),
      schemaName: 'findings',
    });
    const evidence = toFindings(value, brief);
    refuseInventions(evidence);
    return { findings: evidence.findings, ...judge(evidence, brief.answer), promptVersion: GRADING_PROMPT_VERSION, usage };
  } catch (error) {
    throw toJobError(error);
  }
}

/**
 * A reply that speaks of none of the signals, or whose quotes are mostly made up, is no grading of this answer. Taking
 * it as "missing" would be as unfair as taking it as "covered".
 */
function refuseInventions({ answered, quotes }: Evidence): void {
  if (answered === 0) throw new TryLater('the model graded other signals than those it was asked about');
  if (quotes.dropped > quotes.given / 2) throw new TryLater('the model quoted words that were never said');
}

/** Fewer words than this cannot be told from a guess. */
const TOO_FEW_WORDS = 8;

function judge({ findings }: Evidence, answer: string): Pick<Graded, 'judgement' | 'judgementReason'> {
  const shown = findings.signals.filter((s) => s.status !== 'missing').length;
  const wrong = findings.misconceptions.length;
  if (shown > 0 || wrong > 0) {
    const reason = `The scores rest on ${shown} of ${findings.signals.length} expected points found in your answer${wrong > 0 ? `, and on ${wrong} wrong ${wrong === 1 ? 'claim' : 'claims'}` : ''}.`;
    return { judgement: 'judged', judgementReason: reason };
  }
  const judgementReason =
    wordsOf(answer).length < TOO_FEW_WORDS
      ? 'The answer is too short to judge.'
      : 'Nothing in the answer matches what this question looks for, so there is nothing to base a score on.';
  return { judgement: 'not-enough-evidence', judgementReason };
}
