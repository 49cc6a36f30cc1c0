// reference.ts: grades an answer against a reference text when there is no record: its clauses become the signals.
import type { SignalStatus } from '@mockverse/contracts/interview';
import { type Heard, hear } from './heard';
import { polarity } from './negation';
import { compile, type Part } from './phrasing';
import { clauses, sentences } from './segments';
import { tokenise } from './tokens';

export interface Point {
  text: string;
  weight: number;
  parts: Part[];
  isNegative: boolean;
}

export interface ReferenceGrade {
  /** 0 to 1. */
  score: number;
  covered: string[];
  missing: string[];
}

/** Fewer content words than this say nothing that could be checked. */
const MIN_WORDS = 2;
/** From here a clause counts as said; people rarely repeat more than this share of another person's words. */
const COVERED = 0.5;
const UNCLEAR = 0.3;
/** A reference holds more than anybody repeats: sharing this part of its fresh words is already worth .63, the rest adds less and less. */
const HALF_WAY = 0.15;

export function gradeByReference(question: string, reference: string, answer: string): ReferenceGrade {
  const heard = hear(answer, question);
  const points = pointsOf(reference, heard);
  const found = points.map((point) => ({ point, share: bestShare(heard, point) }));
  const list = (...wanted: SignalStatus[]): string[] =>
    found.filter(({ share }) => wanted.includes(statusOf(share))).map(({ point }) => point.text);
  return {
    score: 1 - Math.exp(-freshShare(heard, reference) / HALF_WAY),
    covered: list('covered'),
    missing: list('unclear', 'missing'),
  };
}

/** Share of what the reference says beyond the question that comes back in the answer, each word once; single letters are formulas. */
function freshShare(heard: Heard, reference: string): number {
  const fresh = compile(reference).parts.filter(
    (part) => (part.stems[0]?.length ?? 0) > 1 && !part.stems.some((stem) => heard.question.has(stem)),
  );
  const worth = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + (part.isLight ? 0.5 : 1), 0);
  return worth(fresh.filter((part) => part.stems.some((stem) => heard.places.has(stem)))) / Math.max(1, worth(fresh));
}

const statusOf = (share: number): SignalStatus => (share >= COVERED ? 'covered' : share >= UNCLEAR ? 'unclear' : 'missing');

function pointsOf(reference: string, heard: Heard): Point[] {
  return clauses(reference, sentences(reference)).flatMap((clause) => {
    const text = reference.slice(clause.start, clause.end);
    const { parts, isNegative } = compile(text);
    const weight = parts.reduce((sum, part) => sum + weightOf(part, heard), 0);
    return tokenise(text).filter((token) => !token.isFunction).length < MIN_WORDS ? [] : [{ text, weight, parts, isNegative }];
  });
}

/** What the question already said proves less. */
const weightOf = (part: Part, heard: Heard): number =>
  (part.isLight ? 0.5 : 1) * (part.stems.some((stem) => heard.question.has(stem)) ? 0.4 : 1);

/** The best share of the clause's words that any two neighbouring sentences of the answer hold, and do not deny. */
function bestShare(heard: Heard, point: Point): number {
  const perSentence = new Map<number, Map<number, number>>();
  for (const [i, part] of point.parts.entries()) {
    for (const at of part.stems.flatMap((stem) => heard.places.get(stem) ?? [])) {
      const sentence = heard.sentenceOf[at] ?? 0;
      for (const near of [sentence, sentence + 1])
        perSentence.set(near, (perSentence.get(near) ?? new Map<number, number>()).set(i, at));
    }
  }
  const shares = [...perSentence.values()].map((found) => shareOf(heard, point, found));
  return Math.max(0, ...shares);
}

function shareOf(heard: Heard, point: Point, found: ReadonlyMap<number, number>): number {
  const places = [...found.values()];
  const first = Math.min(...places);
  const last = Math.max(...places);
  const share = [...found.keys()].reduce((sum, i) => sum + weightOf(point.parts[i] as Part, heard), 0) / point.weight;
  const sentenceStart = heard.sentences[heard.sentenceOf[first] ?? 0]?.start ?? 0;
  const clauseStart = heard.clauses[heard.clauseOf[first] ?? 0]?.start ?? 0;
  const isDenied =
    polarity(
      heard.text,
      { tokens: heard.tokens, first, last, sentenceStart, clauseStart },
      { isNegative: point.isNegative, isClaim: false },
    ) === 'denied';
  return isDenied ? share / 2 : share;
}
