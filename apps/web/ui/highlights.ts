// highlights.ts: cuts an answer into pieces so that quotes, also overlapping ones, can be marked.

export interface Quote {
  /** Names the finding that the quote belongs to. */
  key: string;
  start: number;
  end: number;
}

export interface Piece {
  text: string;
  start: number;
  /** The findings that rest on this piece; none for plain text. */
  keys: string[];
}

export function cutByQuotes(answer: string, quotes: Quote[]): Piece[] {
  const inside = quotes.filter((q) => q.start >= 0 && q.end <= answer.length && q.start < q.end);
  const edges = [...new Set([0, answer.length, ...inside.flatMap((q) => [q.start, q.end])])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, i) => {
    const end = edges[i + 1] ?? answer.length;
    return {
      start,
      text: visible(answer.slice(start, end)),
      keys: inside.filter((q) => q.start <= start && q.end >= end).map((q) => q.key),
    };
  });
}

/** Control characters get a visible sign each, so that none acts on the page and places stay the same. */
export const visible = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}\ufeff]/gu, signFor);

function signFor(character: string): string {
  const code = character.charCodeAt(0);
  if (character === '\n' || character === '\t') return character;
  // Unicode has a picture for each of the old control characters.
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}
