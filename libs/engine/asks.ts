// asks.ts: whether something was asked: by a question mark, by a request such as "Walk me through it", or in the words decided on.

const REQUEST =
  /(?:^|[.!?]["”]?\s+|[,;:]\s+(?:and|then|so|now)?\s*)(?:please,? |now,? |then,? |so,? |and |okay,? |first,? )*(?:tell|walk|explain|describe|give|name|show|talk|take|say|compare|sketch|outline|list|pick|choose|go through|follow)\b/i;

export const asks = (sentence: string): boolean => endsAsking(sentence) || REQUEST.test(sentence.trim());

/** A question mark ends a question; after a request a question may still follow. */
export const endsAsking = (sentence: string): boolean => sentence.includes('?');

/** This much of the words decided on is the same request, put a little differently. */
const SAME_REQUEST = 0.6;

/** True when nothing is left to ask. */
export function hasAsked(said: readonly string[], ask: string): boolean {
  if (said.some(asks)) return true;
  const wanted = longWords(ask);
  const spoken = new Set(longWords(said.join(' ')));
  return wanted.length > 0 && wanted.filter((word) => spoken.has(word)).length >= wanted.length * SAME_REQUEST;
}

const longWords = (text: string): string[] => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
