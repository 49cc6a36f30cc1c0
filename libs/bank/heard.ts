// heard.ts: an answer prepared for matching: its words, sentences and clauses, without what is no evidence.
import { clauses, type Segment, sentences } from './segments';
import { isSilenced, silencedParts } from './silenced';
import { contentInOrder, stemOf, type Token, tokenise } from './tokens';

export interface Heard {
  text: string;
  /** Words that may count as evidence, in order. */
  tokens: Token[];
  sentences: Segment[];
  clauses: Segment[];
  /** Stem → where it stands in `tokens`; two neighbours are also listed as the one word they make ("time out"). */
  places: Map<string, number[]>;
  /** Index of the sentence and of the clause of each token. */
  sentenceOf: number[];
  clauseOf: number[];
  /** Stems of the question: repeating them is no evidence. */
  question: ReadonlySet<string>;
  /** Words in the whole answer, counted before anything was set aside. */
  words: number;
}

export function hear(text: string, question: string): Heard {
  const asked = contentInOrder(question);
  const whole = sentences(text);
  const parts = clauses(text, whole);
  const silenced = silencedParts(text, whole, asked);
  const all = tokenise(text);
  const tokens = all.filter((token) => !isSilenced(token, silenced));
  return {
    text,
    tokens,
    sentences: whole,
    clauses: parts,
    places: placesOf(tokens),
    sentenceOf: tokens.map((token) => indexOf(token, whole)),
    clauseOf: tokens.map((token) => indexOf(token, parts)),
    question: new Set(asked),
    words: all.length,
  };
}

function placesOf(tokens: readonly Token[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  const put = (stem: string, i: number): void => {
    const known = places.get(stem);
    if (known) known.push(i);
    else places.set(stem, [i]);
  };
  for (const [i, token] of tokens.entries()) {
    put(token.stem, i);
    const next = tokens[i + 1];
    if (next) put(stemOf(token.word + next.word), i);
  }
  return places;
}

function indexOf(token: Token, segments: readonly Segment[]): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.start ?? 0) <= token.start) low = middle;
    else high = middle - 1;
  }
  return low;
}
