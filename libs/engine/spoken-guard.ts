// spoken-guard.ts: decides about each sentence of a model whether it may be said aloud to a candidate.
import { toStorable } from '@mockverse/contracts/text';
import { speechSafe } from '@mockverse/interview/sentences';
import { asks } from './asks';

export interface SpokenContext {
  language: string;
  /** The system prompt: not to be recited. */
  system: string;
  /** The code in the data markers: not to be spoken. */
  nonce: string;
  /** What the model was told to ask: those words are fine. */
  ask: string;
  /** What the candidate said so far: repeating it gives nothing away. */
  answers: string;
  /** What must not be given away. The model never received it, but it may know it. */
  modelAnswer: string;
}

export type Heard =
  | { say: string }
  /** Nothing in it, or praise: left out, and the rest is still heard. */
  | { skip: string }
  /** Not fit to be said, and the rest is not to be trusted either. */
  | { refuse: string };

/** 45 are asked for; a question a little over is better than a cut one. */
export const MOST_WORDS = 60;

export function hear(sentence: string, context: SpokenContext): Heard {
  const text = speechSafe(
    toStorable(sentence)
      .replace(INVISIBLE, '')
      .replace(/```\w*/g, ' '),
  );
  if (!/[\p{L}\p{N}]/u.test(text)) return { skip: 'empty' };
  if (wordsOf(text).length > MOST_WORDS) return { refuse: 'too long' };
  if (isStuck(text)) return { refuse: 'the same words over and over' };
  if (text.includes(context.nonce) || /<\/?(?:candidate|quote|spoken|job)\b/i.test(text)) return { refuse: 'data markers' };
  if (/^[{[]|"\s*:/.test(text)) return { refuse: 'JSON in place of speech' };
  if (/https?:\/\/|<[a-z!/]/i.test(text)) return { refuse: 'a link or markup' };
  if (!isIn(context.language, text)) return { refuse: 'another language' };
  if (repeats(text, context.system, '')) return { refuse: 'instructions' };
  if (repeats(text, context.modelAnswer, `${context.ask} ${context.answers}`)) return { refuse: 'a part of the answer' };
  if (asks(text)) return { say: text };
  if (PRAISE.test(text)) return { skip: 'praise' };
  return teaches(text, context.ask) ? { refuse: 'teaching' } : { say: text };
}

/** Control characters and marks that turn the direction of text: they could make a sentence read as another one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const INVISIBLE = /[\u0000-\u0008\u000E-\u001F\u007F\u200B\u202A-\u202E\u2060-\u2069\uFEFF]/g;

const PRAISE =
  /^(?:(?:that(?:'s| is| was)|what) an? )?(?:very |really )?(?:great|good|excellent|perfect|fantastic|nice|well done|awesome|brilliant|correct|exactly|impressive|wonderful)\b/i;
const TEACHING =
  /\b(?:because|the (?:right|correct|best) (?:answer|approach|way|solution)|the answer is|you (?:should|need to|must) (?:have|use|add)|actually,)/i;

/** The candidate's own words and those that were to be asked teach nothing. */
function teaches(text: string, ask: string): boolean {
  const given = new Set(plainWords(ask));
  const words = plainWords(text);
  const isGiven = words.filter((word) => given.has(word)).length >= words.length * 0.6;
  return !isGiven && TEACHING.test(text.replace(/“[^”]*”|"[^"]*"/g, ''));
}

/** Words in a row that are no coincidence. */
const TELLING = 7;

/** True when the text repeats a stretch of `source` that is not also in `allowed`. */
function repeats(text: string, source: string, allowed: string): boolean {
  const words = plainWords(text);
  const [from, fine] = [` ${plainWords(source).join(' ')} `, ` ${plainWords(allowed).join(' ')} `];
  for (let i = 0; i + TELLING <= words.length; i++) {
    const run = ` ${words.slice(i, i + TELLING).join(' ')} `;
    if (from.includes(run) && !fine.includes(run)) return true;
  }
  return false;
}

/** A decoder that lost its way repeats itself; ordinary speech of this length has mostly different words. */
function isStuck(text: string): boolean {
  const words = plainWords(text);
  return words.length > 15 && new Set(words).size < words.length * 0.4;
}

/** A check of the script only: enough to catch an answer in Chinese, Hindi or Arabic where Latin letters are expected. */
function isIn(language: string, text: string): boolean {
  if (!LATIN.has(language)) return true;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return latin >= letters * 0.8;
}
const LATIN = new Set(['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'tr', 'vi', 'id']);

export const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);
const plainWords = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
