// phrasing.ts: one way to say a thing, reduced to the stems that must come together for it to have been said.
import { holdsNegation } from './negation';
import { stemOf, tokenise, type Token } from './tokens';
import { LIGHT_WORDS } from './words';

export interface Part {
  /** Any of these stems is this part: the word itself, or a compound it belongs to. */
  stems: string[];
  isLight: boolean;
}

export interface Phrasing {
  parts: Part[];
  /** It denies something itself ("no sort step"), so the answer must deny it too. */
  isNegative: boolean;
  /** It tells a sequence ("promise before the timer"): the same words in another order say something else. */
  isOrdered: boolean;
}

const LIGHT_STEMS = new Set([...LIGHT_WORDS].map(stemOf));
const cache = new Map<string, Phrasing>();

/** The texts come from the bank, so there are only as many as there are records. */
export function phrasingOf(text: string): Phrasing {
  const known = cache.get(text);
  if (known) return known;
  const phrasing = compile(text);
  cache.set(text, phrasing);
  return phrasing;
}

export function compile(text: string): Phrasing {
  const tokens = tokenise(text);
  const content = tokens.filter((token) => !token.isFunction);
  // A phrasing of grammar words alone ("it is not the same one") is taken as it stands.
  const meaningful = content.length > 0 ? content : tokens;
  const parts = meaningful.map((token) => ({ stems: stemsOf(token, tokens), isLight: LIGHT_STEMS.has(token.stem) }));
  const unique = parts.filter((part, i) => parts.findIndex((other) => other.stems[0] === part.stems[0]) === i);
  return { parts: unique, isNegative: holdsNegation(tokens), isOrdered: SEQUENCE.test(text) };
}

const SEQUENCE = /\b(?:then|before|after|followed by|ahead of|precedes)\b/i;

function stemsOf(token: Token, tokens: readonly Token[]): string[] {
  const i = tokens.indexOf(token);
  const before = tokens[i - 1];
  const after = tokens[i + 1];
  const compounds = [before && stemOf(before.word + token.word), after && stemOf(token.word + after.word)];
  return [token.stem, ...compounds.filter((stem) => stem !== undefined)];
}
