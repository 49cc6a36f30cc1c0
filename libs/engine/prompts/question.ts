// question.ts: the prompt for wording one question. It holds what to ask, and never a rubric, a signal or a model answer.
import type { Message } from '@mockverse/llm/llm';
import type { QuestionBrief } from '../engine';
import type { ToAsk } from '../to-ask';
import { DATA_RULES, mark } from './marked-data';

export const QUESTION_PROMPT_VERSION = 'question-1';

/** What a listener keeps in mind. Code allows a little more: see spoken-guard.ts. */
const MAX_SENTENCES = 2;
const MAX_WORDS = 45;

/** The same for every interview and turn: what differs stands in the messages. */
export const QUESTION_SYSTEM = `You are the voice of a technical interviewer. What is asked next is already decided; you word it, so that it follows naturally from what the candidate said last.

How you speak:
- Ask exactly what stands under "ask" in the last message: the same point, the same technical meaning, only one point.
- At most ${MAX_SENTENCES} sentences and ${MAX_WORDS} words. The last sentence is the question, unless the kind is "closing".
- You may begin with a short bridge to what the candidate said. When there is a quote, take up those words.
- Speak plainly, in the language given in the first message. No lists, no markdown, no name in front.
- Do not praise, judge or correct the answer. Do not teach, hint at, or say any part of an answer.
- When some sentences were already spoken, go on after them and do not repeat them.
- Write only the words to be spoken.

${DATA_RULES}`;

export interface QuestionPrompt {
  system: string;
  messages: Message[];
}

/**
 * Everything before the last brief only grows from turn to turn, so the provider's prompt cache is hit; what holds for
 * this turn alone (the quote, sentences already spoken, what to ask) comes after it.
 */
export function questionPrompt(brief: QuestionBrief, toAsk: ToAsk, nonce: string): QuestionPrompt {
  return { system: QUESTION_SYSTEM, messages: [...conversation(brief, nonce), ...thisTurn(brief, toAsk, nonce)] };
}

/** The part that the next turn's prompt begins with as well. */
export function conversation(brief: QuestionBrief, nonce: string): Message[] {
  const { role, level, mode, language, minutes } = brief;
  const facts = JSON.stringify({ task: 'interview', role, level, mode, language, minutes });
  return [
    fromUs(`The code of the markers in this interview is ${nonce}.\n${facts}`),
    ...(brief.jobDescription ? [fromUs(mark('job', nonce, brief.jobDescription))] : []),
    ...brief.past.flatMap(({ question, answer }): Message[] => [
      { from: 'interviewer', text: question || '…' },
      { from: 'candidate', text: mark('candidate', nonce, answer) },
    ]),
  ];
}

function thisTurn(brief: QuestionBrief, { ask, quote }: ToAsk, nonce: string): Message[] {
  const { kind } = brief.plan;
  return [
    ...(quote ? [fromUs(mark('quote', nonce, quote))] : []),
    ...brief.spoken.map((sentence) => fromUs(mark('spoken', nonce, sentence))),
    fromUs(`Word the next question.\n${JSON.stringify({ task: 'question', kind, ask })}`),
  ];
}

/** The port knows two voices; what the model must read rather than say comes from the other side. */
const fromUs = (text: string): Message => ({ from: 'candidate', text });
