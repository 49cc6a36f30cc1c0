// sentences.ts: cuts a growing text into sentences as soon as each can be spoken.

/** Shorter pieces wait for the next sentence: a lone "Right." makes speech choppy. */
const MIN_LENGTH = 20;
/** Longer ones are cut at a clause, because the listener hears nothing until a piece is whole. */
const MAX_LENGTH = 220;

const ABBREVIATION = /(?:^|[\s("'])(?:e\.g|i\.e|etc|vs|approx|cf|mr|mrs|ms|dr|no|fig|inc|ltd|st|[a-z])\.$/i;

export interface SentenceSplitter {
  /** Takes more text, gives the sentences that are complete now. */
  push(text: string): string[];
  /** Gives what is left, whole or not. */
  flush(): string[];
}

export function createSentenceSplitter(): SentenceSplitter {
  let rest = '';
  const take = (isLast: boolean): string[] => {
    const sentences: string[] = [];
    for (let end = nextEnd(rest, isLast); end > 0; end = nextEnd(rest, isLast)) {
      const sentence = rest.slice(0, end).replace(/\s+/g, ' ').trim();
      if (sentence) sentences.push(sentence);
      rest = rest.slice(end).trimStart();
    }
    return sentences;
  };
  return {
    push(text) {
      rest = (rest + text).trimStart();
      return take(false);
    },
    flush: () => take(true),
  };
}

/** The same over a stream, for instance of a model. */
export async function* splitSentences(stream: AsyncIterable<string>): AsyncGenerator<string> {
  const splitter = createSentenceSplitter();
  for await (const text of stream) yield* splitter.push(text);
  yield* splitter.flush();
}

/** Where the first speakable piece ends, or 0 when it is not there yet. */
function nextEnd(text: string, isLast: boolean): number {
  for (const match of text.matchAll(/[.!?…]+["'”’)\]]*(?=\s)|\n\s*\n/g)) {
    const end = match.index + match[0].length;
    if (end > MAX_LENGTH) break;
    if (end >= MIN_LENGTH && endsSentence(text, end)) return end;
  }
  if (text.length > MAX_LENGTH) return clauseEnd(text);
  return isLast ? text.length : 0;
}

function endsSentence(text: string, end: number): boolean {
  const before = text.slice(0, end);
  if (ABBREVIATION.test(before)) return false;
  // "1. First" numbers a point, and a lower-case word goes on with the sentence ("in ver. two").
  if (/(?:^|\s)\d+\.$/.test(before) && before.trim().length <= 3) return false;
  return !/\.$/.test(before) || !/^\s+[a-z]/.test(text.slice(end));
}

/** The last clause boundary within the limit, else the last space, else the limit itself. */
function clauseEnd(text: string): number {
  const head = text.slice(0, MAX_LENGTH);
  const clause = Math.max(head.lastIndexOf(', '), head.lastIndexOf('; '), head.lastIndexOf(': '), head.lastIndexOf(' – '));
  if (clause >= MIN_LENGTH) return clause + 1;
  const space = head.lastIndexOf(' ');
  if (space >= MIN_LENGTH) return space;
  // Not between the halves of a surrogate pair: neither half can be stored.
  return /[\uD800-\uDBFF]$/.test(head) ? MAX_LENGTH - 1 : MAX_LENGTH;
}

const ROLE_PREFIX = /^\s*(?:\*\*)?(?:interviewer|assistant|ai|mockverse|question|model|candidate)(?:\*\*)?\s*:(?:\*\*)?\s*/i;

/** What a voice can say: no markdown, no "Interviewer:", one line. */
export function speechSafe(text: string): string {
  const plain = text
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|[-*•>]|\d+[.)])[ \t]+/gm, '')
    .replace(/(\*\*|__)(.+?)\1/g, '$2')
    .replace(/(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/g, '$1')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/\s+/g, ' ');
  return plain
    .replace(ROLE_PREFIX, '')
    .replace(/^["“](.*)["”]$/, '$1')
    .trim();
}
