// json-scan.ts: finds a balanced JSON object inside prose or a markdown fence, and a key that stands twice in it.

export interface Scanned {
  start: number;
  /** One past the closing brace. */
  end: number;
  duplicateKey: string | undefined;
}

/** The first complete `{…}` at or after `from`. Whether it is valid JSON is for JSON.parse to say. */
export function scanJson(text: string, from: number): Scanned | undefined {
  const start = text.indexOf('{', from);
  if (start < 0) return undefined;
  const keys: (Set<string> | null)[] = [];
  let duplicateKey: string | undefined;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      if (end < 0) return undefined;
      const scope = keys.at(-1);
      if (scope && isKey(text, end)) {
        const key = text.slice(at + 1, end - 1);
        if (scope.has(key)) duplicateKey ??= key;
        scope.add(key);
      }
      at = end - 1;
    } else if (char === '{') keys.push(new Set());
    else if (char === '[') keys.push(null);
    else if (char === '}' || char === ']') {
      keys.pop();
      if (keys.length === 0) return { start, end: at + 1, duplicateKey };
    }
  }
  return undefined;
}

/** One past the closing quote of the string that opens at `at`, or -1. */
function endOfString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return -1;
}

function isKey(text: string, end: number): boolean {
  let i = end;
  while (text[i] === ' ' || text[i] === '\n' || text[i] === '\r' || text[i] === '\t') i++;
  return text[i] === ':';
}
