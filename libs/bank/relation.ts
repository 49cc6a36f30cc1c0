// relation.ts: whether words stand in a statement, or only in a list of keywords or in a question.
import type { Heard } from './heard';

export type Relation = 'stated' | 'listed' | 'asked';

/** Spoken English holds 40 to 50 % grammar words; below this share it is a list. */
const STATEMENT_NEEDS = 0.15;
const LIST_LENGTH = 5;

export function relation(heard: Heard, first: number, last: number): Relation {
  const sentence = heard.sentences[heard.sentenceOf[last] ?? 0];
  if (!sentence) return 'stated';
  if (heard.text.slice(sentence.start, sentence.end).endsWith('?')) return 'asked';
  const words = heard.tokens.filter(
    (token, i) => (i >= first && i <= last) || (token.start >= sentence.start && token.end <= sentence.end),
  );
  // "and" and "or" also hold lists together, so they prove nothing.
  const grammar = words.filter((token) => token.isFunction && token.word !== 'and' && token.word !== 'or').length;
  return words.length >= LIST_LENGTH && grammar / words.length < STATEMENT_NEEDS ? 'listed' : 'stated';
}
