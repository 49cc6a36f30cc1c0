// bank-engine.ts: the interviewer without a model: words questions from the record and reads answers by its signals.
import { readAnswer } from '@mockverse/bank/match';
import { createSentenceSplitter } from '@mockverse/interview/sentences';
import { hasAsked } from './asks';
import type { Engine, Graded, GradingBrief, QuestionBrief, SpokenSentence } from './engine';
import { toAsk } from './to-ask';

/** Changes with the wording below and with how answers are matched. */
export const BANK_VERSION = 'bank-1';

const GREETING = 'Welcome, and thank you for taking the time.';
/** Several, so that two neighbours do not sound alike; the turn picks. */
const BRIDGES = {
  lead: ['Let us move on to something else.', 'Thank you, here is the next topic.', 'Let us look at another area now.'],
  stretch: ['Let us take that one step further.', 'Here is a harder turn of the same question.'],
  easier: ['Let me ask it in another way.', 'Let us take a smaller step first.'],
} as const;

export function createBankEngine(): Engine {
  return {
    name: 'builtin',
    model: null,
    version: BANK_VERSION,
    question: (brief) => speak(brief),
    grade: (brief) => Promise.resolve(grade(brief)),
  };
}

async function* speak(brief: QuestionBrief): AsyncGenerator<SpokenSentence> {
  for (const text of bankSentences(brief)) yield { text, source: 'bank' };
}

/** The sentences still to be said: all of them, the rest of our own, or only the question after somebody else's beginning. */
export function bankSentences(brief: QuestionBrief): string[] {
  const { spoken } = brief;
  const { ask, quote } = toAsk(brief);
  const whole = sentencesOf(`${bridge(brief, quote)} ${ask}`.trim());
  if (spoken.every((sentence, i) => sentence === whole[i])) return whole.slice(spoken.length);
  const isAsked = brief.plan.kind === 'closing' || hasAsked(spoken, ask);
  return isAsked ? [] : sentencesOf(ask);
}

function bridge({ plan, past, turn }: QuestionBrief, quote: string | null): string {
  if (quote) return `You said “${quote}”.`;
  if (plan.kind === 'lead' && past.length === 0) return GREETING;
  if (plan.kind !== 'lead' && plan.kind !== 'stretch' && plan.kind !== 'easier') return '';
  const choices = BRIDGES[plan.kind];
  return choices[turn % choices.length] ?? '';
}

function sentencesOf(text: string): string[] {
  const splitter = createSentenceSplitter();
  return [...splitter.push(text), ...splitter.flush()];
}

function grade({ answer, question, record, signals, level }: GradingBrief): Graded {
  const { findings, judgement, judgementReason } = readAnswer({ answer, question, record, signals, level });
  return { findings, judgement, judgementReason, promptVersion: BANK_VERSION, usage: null };
}
