// negation.ts: whether the words around a match deny it ("does not slow down writes") or set it aside ("instead of").
import type { Token } from './tokens';

/** denied: the opposite was said · aside: named as what is not chosen or not needed · affirmed: neither. */
export type Polarity = 'affirmed' | 'aside' | 'denied';

const DENIES =
  /^(?:not|no|never|none|nothing|neither|nor|hardly|cannot|without|dont|doesnt|didnt|isnt|arent|wasnt|wont|wouldnt|shouldnt|couldnt|cant|\w+n't)$/;

/** Openings that deny the whole rest of their sentence. */
const DENIES_THE_REST =
  /\b(?:(?:it|that) is not true that|it'?s not true that|it is false that|(?:is|it'?s) a myth that|(?:is|it'?s) not the case that|misconception (?:is )?that|i (?:don'?t|do not) (?:think|believe)|(?:some|many|most)? ?(?:people|they) (?:often |sometimes |usually )?(?:say|think|believe|claim))\b/gi;

/** Phrases that put something aside without denying that it is so. */
const SETS_ASIDE =
  /\b(?:instead of|rather than|as opposed to|(?:don'?t|doesn'?t|do not|does not|didn'?t|won'?t|wouldn'?t) (?:have|need|want) to|no need to|without (?:having|needing) to|no longer|not sure (?:if|whether|about|how)|avoid(?:s|ing)?|prevents?)\b/gi;

/** Words that contain a negation and do not deny: "not only", "no matter", "no problem", "can't help". */
const HARMLESS =
  /\b(?:not only|not just|not merely|no matter|no problem|no wonder|why not|not to mention|if not|or not|no doubt|cannot but|nothing but)\b/gi;

/** How far before a match a single negation reaches, in words. */
const REACH = 4;

export interface Place {
  /** Tokens of the clause or clauses in which the match lies. */
  tokens: readonly Token[];
  first: number;
  last: number;
  /** Where the sentence of the match begins in the text. */
  sentenceStart: number;
  /** Where the clause of the match begins: a single negation does not reach over a comma. */
  clauseStart: number;
}

interface Matched {
  /** The phrasing holds a negation of its own ("no sort step"), so the answer must hold one too. */
  isNegative: boolean;
  /** It is a wrong claim; a denial after it counts as well ("a transaction alone is not enough"). */
  isClaim: boolean;
}

export function polarity(text: string, place: Place, { isNegative, isClaim }: Matched): Polarity {
  const first = place.tokens[place.first];
  const last = place.tokens[place.last];
  if (!first || !last) return 'affirmed';
  const before = text.slice(place.sentenceStart, first.start);
  if (!isNegative && DENIES_THE_REST.test(fresh(DENIES_THE_REST, before))) return 'denied';
  const scope = text.slice(place.clauseStart, last.end);
  const harmless = spans(scope, HARMLESS, place.clauseStart);
  const aside = spans(scope, SETS_ASIDE, place.clauseStart);
  // A phrasing that denies may do so at its end ("costs nothing"); what follows a right point mostly denies something else.
  const until = isNegative || isClaim ? place.last + REACH : place.last;
  const denials = place.tokens.filter(
    (token, i) =>
      i >= place.first - REACH &&
      i <= until &&
      token.start >= place.clauseStart &&
      DENIES.test(token.word) &&
      !within(token, harmless),
  );
  const own = denials.filter((token) => !within(token, aside));
  if (isNegative) return own.length > 0 || aside.length > 0 ? 'affirmed' : 'denied';
  if (own.length % 2 === 1 || (isClaim && aside.length > 0)) return 'denied';
  return aside.some((span) => span.start < last.start) ? 'aside' : 'affirmed';
}

export const holdsNegation = (tokens: readonly Token[]): boolean => tokens.some((token) => DENIES.test(token.word));

interface Span {
  start: number;
  end: number;
}

const spans = (text: string, pattern: RegExp, offset: number): Span[] =>
  [...text.matchAll(pattern)].map((match) => ({ start: offset + match.index, end: offset + match.index + match[0].length }));

const within = (token: Token, all: readonly Span[]): boolean =>
  all.some((span) => token.start >= span.start && token.end <= span.end);

/** A global expression remembers where it stopped. */
function fresh(pattern: RegExp, text: string): string {
  pattern.lastIndex = 0;
  return text;
}
