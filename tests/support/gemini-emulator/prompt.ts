// prompt.ts: finds in a request what it asks for: the brief (JSON with a "task") and the candidate's words (marked data).
import type { WireRequest } from './wire';

export interface Brief {
  task?: string;
  kind?: string;
  ask?: string;
  /** The question that was graded. */
  about?: string;
  signals?: { id: string; label?: string; says?: string[] }[];
  misconceptions?: { id: string; says?: string[] }[];
}

export interface ReadPrompt {
  brief: Brief;
  /** The last data marked as the candidate's answer. */
  answer: string;
  /** Words of the candidate that the question should take up. */
  quote: string;
  /** Sentences that were already spoken. */
  spoken: string[];
  /** The code that the data markers carry. */
  nonce: string;
}

const DATA = /<([a-z]+)-([0-9a-f]{8,})>\n("(?:[^"\\]|\\.)*")\n<\/\1-\2>/g;

export function readPrompt(request: WireRequest): ReadPrompt {
  const texts = request.contents.flatMap((content) =>
    content.role === 'model' ? [] : (content.parts ?? []).map((part) => part.text ?? ''),
  );
  const marked = texts.flatMap((text) =>
    [...text.matchAll(DATA)].map(([, name, nonce, json]) => ({ name, nonce, text: parsed(json) })),
  );
  const last = (name: string): string => marked.findLast((data) => data.name === name)?.text ?? '';
  return {
    brief: texts.map(briefIn).findLast((brief) => brief !== undefined) ?? {},
    answer: last('candidate'),
    quote: last('quote'),
    spoken: marked.filter((data) => data.name === 'spoken').map((data) => data.text),
    nonce: marked[0]?.nonce ?? '',
  };
}

const parsed = (json: string | undefined): string => String(JSON.parse(json ?? '""'));

/** A brief stands on a line of its own, outside any data. */
function briefIn(text: string): Brief | undefined {
  for (const line of text.replace(DATA, '').split('\n')) {
    if (!line.startsWith('{"task"')) continue;
    try {
      return JSON.parse(line) as Brief;
    } catch {
      // A line that only looks like a brief.
    }
  }
  return undefined;
}

export const promptChars = (request: WireRequest): string =>
  [request.systemInstruction, ...request.contents]
    .flatMap((content) => (content?.parts ?? []).map((part) => part.text ?? ''))
    .join('\u0000');

/** Near enough to the real count for English. */
export const tokensIn = (text: string): number => Math.ceil(text.length / 4);
