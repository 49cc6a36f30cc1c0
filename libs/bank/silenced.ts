// silenced.ts: the parts of an answer that are no evidence: words to the grader, what was taken back, the question read out.
import type { Segment } from './segments';
import { contentInOrder, tokenise } from './tokens';

/** Sentences that speak to whoever grades, not to the interviewer about the subject. */
const TO_THE_GRADER = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rubric|guidelines|(?:everything|anything|all|text) (?:above|before|prior|previous))\b/i,
  /\b(?:grade|score|mark|rate|evaluate|assess)\b.{0,20}\b(?:me|(?:this|my|the) (?:answer|response|candidate|submission|interview))\b/i,
  /\b(?:grade|score|mark|rate)\b.{0,80}\b(?:as (?:covered|correct|strong|perfect|excellent|met)|(?:full|maximum|top|highest) (?:marks?|scores?|points?|grades?)|(?:5|10) ?(?:\/|out of) ?(?:5|10)\b)/i,
  /\b(?:give|award|assign)\b.{0,20}\b(?:me|(?:this|my) answer|full|maximum|perfect|the highest)\b.{0,30}\b(?:marks?|points?|scores?|grades?|credit|rating|\d+ ?(?:\/|out of) ?\d+)/i,
  /\b(?:dear|hey|hello|note to|attention|message (?:to|for))\b.{0,12}\b(?:grader|evaluator|assessor|examiner|reviewer|ai|llm|assistant)\b/i,
  /\b(?:you are|act as|pretend (?:to be|you))\b.{0,30}\b(?:ai|assistant|language model|grader|evaluator)\b/i,
  /\b(?:all|every|each)\b.{0,20}\b(?:signals?|criteria|criterion|rubric)\b.{0,30}\b(?:covered|met|satisfied|fulfilled|shown)\b/i,
  /^\s*(?:system|assistant|developer|grader|interviewer)\s*:/i,
  /<\/?(?:answer|candidate|system|instructions?|transcript|assistant)\b[^>]*>|\bend of (?:the )?(?:transcript|answer)\b/i,
  /\b(?:system prompt|jailbreak|developer mode)\b/i,
  /[{[]\s*"?(?:score|grade|signals?|status|covered|findings|technicalAccuracy)"?\s*:/i,
];

export const speaksToTheGrader = (sentence: string): boolean => TO_THE_GRADER.some((pattern) => pattern.test(sentence));

/** "… no wait, actually …": what came just before it no longer counts. */
const TAKEN_BACK =
  /\b(?:no,? wait|wait,? no|scratch that|strike that|i take that back|let me (?:correct|rephrase) (?:that|myself)|actually,? no|no,? actually|sorry,? no|i (?:misspoke|meant to say)|(?<=^|[.,;!?]\s|\b(?:no|but|wait|sorry),? )(?:that(?:'s| is| was) (?:wrong|not right|incorrect)|correction))\b/gi;

export interface Stretch {
  start: number;
  end: number;
}

/** Everything in the answer that must not count as evidence. */
export function silencedParts(answer: string, sentences: readonly Segment[], question: readonly string[]): Stretch[] {
  const parts: Stretch[] = [];
  for (const [i, sentence] of sentences.entries()) {
    const text = answer.slice(sentence.start, sentence.end);
    if (speaksToTheGrader(text) || isEcho(text, question)) parts.push(sentence);
    for (const match of text.matchAll(TAKEN_BACK)) {
      // A marker that opens a sentence takes back the sentence before it.
      const opens = tokenise(text.slice(0, match.index)).length < 2;
      const from = opens ? (sentences[i - 1]?.start ?? sentence.start) : sentence.start;
      parts.push({ start: from, end: sentence.start + match.index + match[0].length });
    }
  }
  return parts;
}

/** Share of a sentence's content words that the question holds in the same order: below it, something was said. */
const ECHO = 0.8;
const TOO_FEW_TO_ECHO = 4;

/** Order matters: naming the question's things in another order can be the answer. */
function isEcho(sentence: string, question: readonly string[]): boolean {
  const content = contentInOrder(sentence);
  if (content.length < TOO_FEW_TO_ECHO) return false;
  return commonInOrder(content, question) / content.length >= ECHO;
}

/** Length of the longest common subsequence. */
function commonInOrder(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const stem of a) {
    const next = [0];
    for (const [i, other] of b.entries()) next.push(stem === other ? (row[i] ?? 0) + 1 : Math.max(row[i + 1] ?? 0, next[i] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

export const isSilenced = (token: Stretch, parts: readonly Stretch[]): boolean =>
  parts.some((part) => token.start < part.end && token.end > part.start);
