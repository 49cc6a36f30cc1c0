// clarity.ts: how an answer is put: does it answer directly, is it in an order, does it name something concrete.
import type { ClarityCheck, Finding, SignalStatus } from '@mockverse/contracts/interview';
import type { Heard } from './heard';
import { quoteAt } from './quoting';

const ORDER =
  /\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|after that|finally|lastly|because|since|so|therefore|that means|which means|as a result|but|however|although|while|whereas|on the other hand|in contrast|instead|for example|for instance|if|when|once|until|before|afterwards|one reason|the other|another|also|the (?:price|cost|downside|trade-?off|benefit|reason) is)\b/gi;
const EXAMPLE =
  /\b(?:for example|for instance|such as|e\.g\.|let'?s say|imagine|in (?:my|our) (?:last|previous|current|project|team|company)|we had|i (?:once|built|worked|used|ran|wrote|saw|had)|one time|last (?:year|month|week))\b/gi;
const NUMBER =
  /\b(?:\d+(?:[.,]\d+)*|(?:two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred|thousand|million|billion|percent|half|twice)\b)/gi;
/** A product or a term in code: Redis, PostgreSQL, useEffect, 429, SELECT. */
const NAME = /(?<=[a-z,]\s)(?:[A-Z][a-z]+[A-Za-z]*|[A-Z]{2,}|[a-z]+[A-Z]\w+)\b/g;
const THROAT_CLEARING =
  /^(?:(?:so|well|um+|uh+|okay|ok|right|yeah|hmm|good question|great question|that'?s a (?:good|great) question|let me think)[,.\s]*)+/i;

/** Below this many words there is no order to judge. */
const ENOUGH_FOR_ORDER = 25;

export function clarityOf(heard: Heard, findings: readonly Finding[]): ClarityCheck[] {
  return [direct(heard, findings), structured(heard), concrete(heard)];
}

/** The first words already say something that was asked for. */
function direct(heard: Heard, findings: readonly Finding[]): ClarityCheck {
  const opening = openingOf(heard);
  const shownEarly = findings.filter(
    (finding) => finding.start !== null && finding.start < opening.end && finding.status !== 'missing',
  );
  const spoken = heard.tokens.filter((token) => token.start >= opening.start && token.end <= opening.end && !token.isFunction);
  const onTopic = spoken.filter((token) => heard.question.has(token.stem)).length;
  if (shownEarly.some((finding) => finding.status === 'covered')) return check('direct', 'covered', heard.text, opening);
  if (shownEarly.length > 0 || onTopic >= 2) return check('direct', 'unclear', heard.text, opening);
  return check('direct', 'missing', heard.text, null);
}

/** The first 40 words after throat-clearing, or the first two sentences when those are shorter. */
function openingOf(heard: Heard): { start: number; end: number } {
  const first = heard.sentences[0] ?? { start: 0, end: 0 };
  const start = first.start + (THROAT_CLEARING.exec(heard.text.slice(first.start, first.end))?.[0].length ?? 0);
  const second = heard.sentences[1] ?? first;
  const fortieth = heard.tokens.filter((token) => token.start >= start)[39]?.end ?? second.end;
  return { start, end: Math.max(Math.min(second.end, fortieth), start) };
}

function structured(heard: Heard): ClarityCheck {
  const found = [...heard.text.matchAll(ORDER)];
  const kinds = new Set(found.map((match) => match[0].toLowerCase())).size;
  const first = found[0];
  const place = first ? { start: first.index, end: first.index + first[0].length } : null;
  if (heard.words < ENOUGH_FOR_ORDER || kinds === 0) return check('structured', 'missing', heard.text, null);
  return check(
    'structured',
    kinds >= 4 && heard.words >= 2 * ENOUGH_FOR_ORDER ? 'covered' : kinds >= 2 ? 'unclear' : 'missing',
    heard.text,
    kinds >= 2 ? place : null,
  );
}

/** An example or a number is concrete; names alone are a beginning. */
function concrete(heard: Heard): ClarityCheck {
  const strong = [...heard.text.matchAll(EXAMPLE), ...heard.text.matchAll(NUMBER)];
  const names = [...heard.text.matchAll(NAME)];
  const best = strong[0] ?? names[0];
  const place = best ? { start: best.index, end: best.index + best[0].length } : null;
  const kinds = new Set([...strong, ...names].map((match) => match[0].toLowerCase())).size;
  if (strong.length > 0 && kinds >= 2 && heard.words >= ENOUGH_FOR_ORDER) return check('concrete', 'covered', heard.text, place);
  return kinds > 0 ? check('concrete', 'unclear', heard.text, place) : check('concrete', 'missing', heard.text, null);
}

function check(
  name: ClarityCheck['check'],
  status: SignalStatus,
  text: string,
  place: { start: number; end: number } | null,
): ClarityCheck {
  if (!place || place.end <= place.start) return { check: name, status, quote: null, start: null, end: null };
  return { check: name, status, ...quoteAt(text, place.start, place.end) };
}
