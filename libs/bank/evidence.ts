// evidence.ts: finds where an answer says a phrasing, wholly or in part, and whether it stands by it.
import type { SignalStatus } from '@mockverse/contracts/interview';
import type { Heard } from './heard';
import { polarity } from './negation';
import type { Part, Phrasing } from './phrasing';
import { relation } from './relation';

export interface Evidence {
  status: SignalStatus;
  /** First and last token of the match. */
  first: number;
  last: number;
  /** Share of the phrasing's weight that was found. */
  share: number;
}

/** All of a phrasing; of one with four parts or more, one may be put differently. */
const WHOLE = 0.99;
const NEARLY_WHOLE = 0.74;
const LONG_PHRASING = 4;
/** Below this, what was found may be chance. */
const IN_PART = 0.6;

const LIGHT = 0.5;
/** A word that the question used proves less when it comes back. */
const FROM_THE_QUESTION = 0.4;

interface Hit {
  at: number;
  part: number;
}

/** The best evidence for any of the phrasings, or null. */
export function bestEvidence(heard: Heard, phrasings: readonly Phrasing[]): Evidence | null {
  let best: Evidence | null = null;
  for (const phrasing of phrasings) {
    for (const found of evidenceFor(heard, phrasing)) if (isBetter(found, best)) best = found;
  }
  return best;
}

const RANK: Record<SignalStatus, number> = { missing: 0, unclear: 1, covered: 2 };

const isBetter = (a: Evidence, b: Evidence | null): boolean =>
  b === null || RANK[a.status] > RANK[b.status] || (RANK[a.status] === RANK[b.status] && a.share > b.share);

/** Every window of the answer that holds enough of the phrasing. */
export function evidenceFor(heard: Heard, phrasing: Phrasing): Evidence[] {
  const weights = phrasing.parts.map((part) => weightOf(part, heard.question));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const hits = hitsOf(heard, phrasing.parts);
  const reach = phrasing.isTight ? 1 + 2 * phrasing.parts.length : 2 + 3 * phrasing.parts.length;
  // Words that all come from the question say something only by the order they are put in.
  const isOrdered = phrasing.isOrdered || phrasing.parts.every((part) => part.stems.some((stem) => heard.question.has(stem)));
  return hits.flatMap((hit, i) => {
    const window = windowFrom(heard, hits, i, reach);
    const found = new Set((isOrdered ? rising(window) : window).map((one) => one.part));
    const share = [...found].reduce((sum, part) => sum + (weights[part] ?? 0), 0) / total;
    if (share < IN_PART || !isTelling(found, phrasing, heard)) return [];
    const last = lastNeeded(window, found.size);
    return [{ status: statusOf(heard, phrasing, share, hit.at, last), first: hit.at, last, share }];
  });
}

const weightOf = (part: Part, question: ReadonlySet<string>): number =>
  (part.isLight ? LIGHT : 1) * (part.stems.some((stem) => question.has(stem)) ? FROM_THE_QUESTION : 1);

function hitsOf(heard: Heard, parts: readonly Part[]): Hit[] {
  const hits = parts.flatMap((part, i) =>
    [...new Set(part.stems.flatMap((stem) => heard.places.get(stem) ?? []))].map((at) => ({ at, part: i })),
  );
  return hits.sort((a, b) => a.at - b.at || a.part - b.part);
}

/** Hits near enough to be one statement: within reach, and in the same or the next sentence. */
function windowFrom(heard: Heard, hits: readonly Hit[], from: number, reach: number): Hit[] {
  const first = hits[from];
  if (!first) return [];
  const sentence = heard.sentenceOf[first.at] ?? 0;
  const window: Hit[] = [];
  for (let i = from; i < hits.length; i += 1) {
    const hit = hits[i];
    if (!hit || hit.at - first.at > reach || (heard.sentenceOf[hit.at] ?? 0) > sentence + 1) break;
    window.push(hit);
  }
  return window;
}

/** Only hits that keep the order of the parts. */
function rising(window: readonly Hit[]): Hit[] {
  const kept: Hit[] = [];
  for (const hit of window) if (hit.part > (kept.at(-1)?.part ?? -1)) kept.push(hit);
  return kept;
}

/** Where the last part that was still needed stands. */
function lastNeeded(window: readonly Hit[], parts: number): number {
  const seen = new Set<number>();
  for (const hit of window) {
    seen.add(hit.part);
    if (seen.size === parts) return hit.at;
  }
  return window.at(-1)?.at ?? 0;
}

/** Something of weight was found: not only common words, not only words of the question. */
function isTelling(found: ReadonlySet<number>, { parts }: Phrasing, heard: Heard): boolean {
  const telling = (part: Part): boolean => !part.isLight && !part.stems.some((stem) => heard.question.has(stem));
  if (!parts.some(telling)) return found.size === parts.length;
  return parts.some((part, i) => found.has(i) && telling(part)) && (found.size > 1 || parts.length <= 2);
}

function statusOf(heard: Heard, phrasing: Phrasing, share: number, first: number, last: number): SignalStatus {
  const place = {
    tokens: heard.tokens,
    first,
    last,
    sentenceStart: heard.sentences[heard.sentenceOf[first] ?? 0]?.start ?? 0,
    clauseStart: heard.clauses[heard.clauseOf[first] ?? 0]?.start ?? 0,
  };
  const stance = polarity(heard.text, place, phrasing);
  if (stance === 'denied') return 'missing';
  if (phrasing.isClaim && heard.sentenceOf[first] !== heard.sentenceOf[last]) return 'missing';
  const isWhole = share >= WHOLE || (!phrasing.isClaim && phrasing.parts.length >= LONG_PHRASING && share >= NEARLY_WHOLE);
  return isWhole && stance === 'affirmed' && relation(heard, first, last) === 'stated' ? 'covered' : 'unclear';
}
