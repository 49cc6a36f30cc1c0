// quoting.ts: the verbatim words of an answer that a finding rests on, neither a fragment nor a whole speech.
import type { Heard } from './heard';

export interface Quote {
  quote: string;
  start: number;
  end: number;
}

/** Longer quotes are not read. */
const AT_MOST = 240;
/** Shorter ones do not make sense alone. */
const AT_LEAST = 25;

/** The clauses around the tokens, or their sentence when that is short, or just the tokens when all else is too long. */
export function quoteAround(heard: Heard, first: number, last: number): Quote {
  const clause = between(heard.clauses[heard.clauseOf[first] ?? 0]?.start, heard.clauses[heard.clauseOf[last] ?? 0]?.end);
  const sentence = between(
    heard.sentences[heard.sentenceOf[first] ?? 0]?.start,
    heard.sentences[heard.sentenceOf[last] ?? 0]?.end,
  );
  const tight = between(heard.tokens[first]?.start, heard.tokens[last]?.end);
  const span = length(clause) > AT_MOST ? tight : length(clause) < AT_LEAST && length(sentence) <= AT_MOST ? sentence : clause;
  return quoteAt(heard.text, span.start, span.end);
}

export const quoteAt = (text: string, start: number, end: number): Quote => ({ quote: text.slice(start, end), start, end });

const between = (start = 0, end = 0): { start: number; end: number } => ({ start, end: Math.max(start, end) });
const length = (span: { start: number; end: number }): number => span.end - span.start;
