// locate.ts: where the words of a quote stand in a text, forgiving about spaces, case and quotation marks only.

export interface Span {
  /** Verbatim from the text, not from the quote. */
  quote: string;
  start: number;
  end: number;
}

/** Shorter quotes ("a", "so") are found everywhere and prove nothing. */
const SHORTEST = 4;

export function locate(text: string, quote: string): Span | null {
  const wanted = fold(quote.replace(/^[\s"'“”‘’….,;:–-]+|[\s"'“”‘’….,;:–-]+$/g, '')).folded;
  if (wanted.length < SHORTEST) return null;
  const { folded, origin } = fold(text);
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const after = at + wanted.length;
    if (!isWordBoundary(folded, at) || !isWordBoundary(folded, after)) continue;
    const start = origin[at] ?? 0;
    const end = (origin[after - 1] ?? 0) + 1;
    return { quote: text.slice(start, end), start, end };
  }
  return null;
}

const SAME: Record<string, string> = { '“': '"', '”': '"', '„': '"', '‘': "'", '’': "'", '–': '-', '—': '-', '‑': '-' };

/** The text in its plainest form, with the place each of its characters came from. */
function fold(text: string): { folded: string; origin: number[] } {
  let folded = '';
  const origin: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    const isSpace = /\s/.test(char);
    if (isSpace && folded.endsWith(' ')) continue;
    const lower = char.toLowerCase();
    // A few letters become two in lower case; places would shift.
    folded += isSpace ? ' ' : (SAME[char] ?? (lower.length === 1 ? lower : char));
    origin.push(i);
  }
  return { folded, origin };
}

const isWordBoundary = (text: string, at: number): boolean =>
  !(/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ') && /[\p{L}\p{N}]/u.test(text[at] ?? ' '));
