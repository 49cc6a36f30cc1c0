// phrasing.ts: one way to say a thing, reduced to the stems that must come together for it to have been said.
import { holdsNegation } from './negation';
import { stemOf, type Token, tokenise } from './tokens';
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
  /** Its words must stand close together. */
  isTight: boolean;
  /** It is a wrong claim: only found whole, so that nobody is blamed for a chance match. */
  isClaim: boolean;
}

const LIGHT_STEMS = new Set([...LIGHT_WORDS].map(stemOf));
const cache = new Map<string, Phrasing>();

/** The texts come from the bank, so there are only as many as there are records. */
export const phrasingOf = (text: string): Phrasing => cached(text, false);

/** A misconception: "every", "never" and their like are its point, so they count as content. */
export const claimOf = (text: string): Phrasing => cached(text, true);

function cached(text: string, isClaim: boolean): Phrasing {
  const key = `${isClaim} ${text}`;
  const phrasing = cache.get(key) ?? compile(text, isClaim);
  cache.set(key, phrasing);
  return phrasing;
}

const QUANTIFIERS = new Set(['every', 'each', 'all', 'always', 'only', 'any', 'both']);
const ALL = ['every', 'each', 'all', 'any'].map(stemOf);

/** Say nothing even when there is little else. */
const EMPTY = new Set([
  'a',
  'an',
  'the',
  'it',
  'is',
  'was',
  'be',
  'been',
  'are',
  'and',
  'to',
  'of',
  'that',
  'this',
  'so',
  'have',
  'had',
  'has',
  'there',
]);

export function compile(text: string, isClaim = false): Phrasing {
  const tokens = tokenise(text);
  const content = tokens.filter((token) => !token.isFunction || (isClaim && QUANTIFIERS.has(token.word)));
  const isThin = content.length < 2 && tokens.length > 1;
  const meaningful = isThin ? spelledOut(tokens, isClaim) : content;
  const parts = meaningful.map((token) => ({ stems: stemsOf(token, tokens), isLight: LIGHT_STEMS.has(token.stem) }));
  const unique = parts.filter((part, i) => parts.findIndex((other) => other.stems[0] === part.stems[0]) === i);
  const isTight = isClaim || (isThin && unique.length > 1);
  return { parts: unique, isNegative: holdsNegation(tokens), isOrdered: isTight || SEQUENCE.test(text), isTight, isClaim };
}

/** "I checked", "one statement": with a single word of content, the little words make the difference. */
function spelledOut(tokens: readonly Token[], isClaim: boolean): Token[] {
  const telling = tokens.filter((token) => !EMPTY.has(token.word) && !holdsNegation([token]));
  return telling.length > 1 || (telling.length === 1 && !isClaim) ? telling : [...tokens];
}

const SEQUENCE = /\b(?:then|before|after|followed by|ahead of|precedes)\b/i;

function stemsOf(token: Token, tokens: readonly Token[]): string[] {
  const i = tokens.indexOf(token);
  const before = tokens[i - 1];
  const after = tokens[i + 1];
  const compounds = [before && stemOf(before.word + token.word), after && stemOf(token.word + after.word)];
  const own = ALL.includes(token.stem) ? ALL : [token.stem];
  return [...own, ...compounds.filter((stem) => stem !== undefined)];
}
