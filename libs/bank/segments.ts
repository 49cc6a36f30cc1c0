// segments.ts: cuts an answer into sentences and clauses, also when it was spoken and has no punctuation.
import { type Token, tokenise } from './tokens';

export interface Segment {
  start: number;
  end: number;
  /** Index of the sentence it belongs to. */
  sentence: number;
}

/** A spoken sentence without a full stop is cut at a connective once it is this long, in words. */
const LONG = 24;
const CONNECTIVES = new Set([
  'and',
  'but',
  'because',
  'so',
  'then',
  'also',
  'however',
  'when',
  'if',
  'while',
  'which',
  'whereas',
  'or',
]);
const SENTENCE_END = /[.!?]+["'”’)\]]*(?=\s|$)|\n+/g;

/** Sentences with their places; abbreviations and decimals do not end one. */
export function sentences(text: string): Segment[] {
  const found: Segment[] = [];
  let start = 0;
  const close = (end: number): void => {
    const [from, to] = trimmed(text, start, end);
    if (to > from) found.push({ start: from, end: to, sentence: found.length });
    start = end;
  };
  for (const match of text.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    if (!/(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|[a-z])\.$/i.test(text.slice(start, end))) close(end);
  }
  close(text.length);
  return found;
}

/** Clauses: what a comma, a semicolon or a connective separates; negation and quotes stay inside one. */
export function clauses(text: string, whole: readonly Segment[]): Segment[] {
  return whole.flatMap((sentence) => {
    const cuts = cutsOf(text.slice(sentence.start, sentence.end)).map((cut) => cut + sentence.start);
    const edges = [sentence.start, ...cuts, sentence.end];
    return edges.slice(0, -1).map((from, i) => {
      const [start, end] = trimmed(text, from, edges[i + 1] ?? sentence.end);
      return { start, end, sentence: sentence.sentence };
    });
  });
}

function cutsOf(sentence: string): number[] {
  const tokens = tokenise(sentence);
  const cuts: number[] = [];
  let sinceCut = 0;
  for (const [i, token] of tokens.entries()) {
    const gap = sentence.slice(tokens[i - 1]?.end ?? 0, token.start);
    const isPause = i > 0 && sinceCut >= 2 && (/[,;:—]|\s[–-]\s/.test(gap) || isClauseWord(token, sinceCut, tokens.length));
    if (isPause) {
      cuts.push(token.start);
      sinceCut = 0;
    }
    sinceCut += 1;
  }
  return cuts;
}

const ALWAYS_CUTS = new Set(['but', 'because', 'however', 'whereas']);

const isClauseWord = (token: Token, sinceCut: number, length: number): boolean =>
  ALWAYS_CUTS.has(token.word) || (length > LONG && sinceCut >= 6 && CONNECTIVES.has(token.word));

function trimmed(text: string, start: number, end: number): [number, number] {
  const piece = text.slice(start, end);
  const from = start + (piece.length - piece.trimStart().length);
  return [from, Math.max(from, start + piece.trimEnd().replace(/,$/, '').length)];
}
