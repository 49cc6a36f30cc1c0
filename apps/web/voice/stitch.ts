// stitch.ts: one text from what a recogniser reports, whatever it repeats, restarts or takes back.

/** One entry of a recogniser's result list. */
export interface Heard {
  text: string;
  final: boolean;
  confidence: number;
}

export interface Said {
  /** Will not change any more. */
  settled: string;
  /** The recogniser's present guess at what follows. */
  tentative: string;
}

/**
 * The text of one session, rebuilt from its whole list each time: entries are redelivered, so nothing may be appended.
 * Android reports guesses as final with confidence 0, and finals that each repeat all before them.
 */
export function sessionText(heard: Heard[], doubtZeroConfidence: boolean): Said {
  const firm = heard.map((entry) => ({ ...entry, final: entry.final && !(doubtZeroConfidence && entry.confidence === 0) }));
  const entries = collapseCumulative(firm);
  const firstOpen = entries.findIndex((entry) => !entry.final);
  const cut = firstOpen === -1 ? entries.length : firstOpen;
  return { settled: join(entries.slice(0, cut)), tentative: join(entries.slice(cut)) };
}

/** When an entry begins with all of the one before, only the longer one was said. */
function collapseCumulative(heard: Heard[]): Heard[] {
  const kept: Heard[] = [];
  for (const entry of heard) {
    const text = tidy(entry.text);
    const before = kept.at(-1);
    if (text === '') continue;
    if (before && wordsOf(before.text).length > 1 && startsWithWords(text, before.text)) kept.pop();
    kept.push({ ...entry, text });
  }
  return kept;
}

/** What was said in a new session, put after what was said before; words heard twice at the seam count once. */
export function joinSessions(before: string, next: string, seamOpen: boolean): string {
  if (before === '' || next === '') return before + next;
  return `${before} ${seamOpen ? next.slice(overlapLength(before, next)) : next}`.trim();
}

/** Characters of `next` that repeat the end of `before`, by whole words; 0 when fewer than two words repeat. */
function overlapLength(before: string, next: string): number {
  const old = wordsOf(before);
  const words = wordsOf(next);
  for (let size = Math.min(old.length, words.length, 30); size >= 2; size -= 1) {
    if (words.slice(0, size).every((word, i) => word === old[old.length - size + i])) {
      return [...next.matchAll(/\S+\s*/g)].slice(0, size).reduce((length, match) => length + match[0].length, 0);
    }
  }
  return 0;
}

const startsWithWords = (text: string, start: string): boolean => {
  const words = wordsOf(text);
  return wordsOf(start).every((word, i) => words[i] === word);
};
const wordsOf = (text: string): string[] => text.toLowerCase().match(/\S+/g) ?? [];
const join = (heard: Heard[]): string => tidy(heard.map((entry) => entry.text).join(' '));
const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** True when both hold the same words: a final that only confirms a guess is no news. */
export const sameWords = (a: string, b: string): boolean => {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return plain(a) === plain(b);
};

/** What of `settled` has not been sent yet; a recogniser that rewrote its past adds only the words beyond it. */
export function unsentPart(settled: string, sent: string): string {
  if (settled.startsWith(sent)) return settled.slice(sent.length).trim();
  return (settled.match(/\S+/g) ?? []).slice(wordsOf(sent).length).join(' ');
}
