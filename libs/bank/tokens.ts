// tokens.ts: cuts a text into words with their places in it, each reduced to the stem that stands for its meaning.
import porter from 'wink-porter2-stemmer';
import { synonymTable } from './synonyms';
import { FUNCTION_WORDS, IRREGULAR } from './words';

export interface Token {
  /** Lower case, straight apostrophe. */
  word: string;
  stem: string;
  start: number;
  end: number;
  /** Carries grammar, not meaning. */
  isFunction: boolean;
}

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

const baseStem = (word: string): string => {
  const number = NUMBERS.indexOf(word);
  return number >= 0 ? String(number) : porter(IRREGULAR.get(word) ?? word);
};

const SYNONYMS = synonymTable(baseStem);

const STEMS = new Map<string, string>();
/** Bounds the memory that unusual words can take in a process that reads answers for weeks. */
const STEMS_AT_MOST = 20_000;

export function stemOf(word: string): string {
  const known = STEMS.get(word);
  if (known !== undefined) return known;
  const stem = baseStem(word);
  const canonical = SYNONYMS.get(stem) ?? stem;
  if (STEMS.size < STEMS_AT_MOST) STEMS.set(word, canonical);
  return canonical;
}

/** "useEffect" is two words as it is spoken; "JavaScript" and "B-tree" are read letter by letter group. */
const WORD = /\d+(?:[.,]\d+)*|\p{Ll}+(?=\p{Lu}\p{Ll})|\p{L}+(?:['’]\p{L}+)*/gu;

export function tokenise(text: string): Token[] {
  return [...text.matchAll(WORD)].map((match) => {
    const word = match[0].toLowerCase().replaceAll('’', "'");
    // "customer's" is customer, "I'd" is I, and "don't" stays what it is.
    const bare = word.replace(/'(?:s|d|m|ll|re|ve)$/, '');
    return {
      word,
      stem: stemOf(bare),
      start: match.index,
      end: match.index + match[0].length,
      isFunction: FUNCTION_WORDS.has(word),
    };
  });
}

/** The stems of a text that carry meaning, in order. */
export const contentInOrder = (text: string): string[] =>
  tokenise(text)
    .filter((token) => !token.isFunction)
    .map((token) => token.stem);
