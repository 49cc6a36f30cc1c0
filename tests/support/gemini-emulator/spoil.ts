// spoil.ts: makes a good answer wrong in one named way.
import type { ContentFault } from './faults';
import type { ReadPrompt } from './prompt';

interface Graded {
  signals?: { signal?: string; quote?: string; status?: unknown; score?: unknown }[];
}

const CHINESE = '请你再详细说明一下这个决定背后的原因，以及你当时是怎么衡量的？';
const TWO_MB = 2 * 1024 * 1024;

/** The text with the fault in it. A fault about JSON, asked for plain text, answers JSON that has the fault. */
export function spoil(text: string, fault: ContentFault, isJson: boolean, prompt: ReadPrompt): string {
  const json = isJson
    ? text
    : JSON.stringify({ question: text, signals: [{ signal: 'question', quote: text, status: 'covered' }] });
  switch (fault) {
    case 'json-cut':
    case 'json-cut-stop':
    case 'answer-blocked-late':
      return text.slice(0, Math.ceil(text.length / 2));
    case 'digits':
      return `${json.slice(0, -1)},"score":0.${'3'.repeat(2_000)}`;
    case 'fence':
      return `\`\`\`${isJson ? 'json' : ''}\n${text}\n\`\`\``;
    case 'prose':
      return `Here is what you asked for:\n\n${text}\n\nLet me know if you need anything else.`;
    case 'twice':
      return text + text;
    case 'other-language':
      return isJson ? edit(text, (s) => ({ ...s, quote: s.quote ? CHINESE : '' })) : CHINESE;
    case 'wrong-ids':
      return edit(json, (s, i) => ({ ...s, signal: `sig-${i + 900}` }));
    case 'wrong-enum':
      return edit(json, (s) => ({ ...s, status: 'mostly-covered' }));
    case 'score-out-of-range':
      return edit(json, (s) => ({ ...s, score: 11 }));
    case 'score-string':
      return edit(json, (s) => ({ ...s, status: '8/10' }));
    case 'nan':
      return json.replace(/"status":"[a-z]+"/, '"status":NaN');
    case 'duplicate-keys':
      return json.replace(/"status":("[a-z]+")/, '"status":"missing","status":$1');
    case 'fake-quotes':
      return edit(json, (s) => ({ ...s, quote: 'As the lead engineer I measured a forty percent gain.', status: 'covered' }));
    case 'missing-signals':
      return JSON.stringify({ ...(JSON.parse(json) as Graded), signals: (JSON.parse(json) as Graded).signals?.slice(0, 1) });
    case 'leaks-markers':
      return isJson ? text : `<candidate-${prompt.nonce}> ${text} </candidate-${prompt.nonce}>`;
    case 'praise':
      return isJson
        ? text
        : 'Great answer, well done! The right approach is a unique constraint, because it makes the second insert fail.';
    case 'huge':
      return isJson ? edit(text, (s) => ({ ...s, quote: 'x '.repeat(TWO_MB / 2) })) : 'and then more '.repeat(TWO_MB / 14);
    default:
      return text;
  }
}

function edit(json: string, change: (signal: NonNullable<Graded['signals']>[number], i: number) => object): string {
  const value = JSON.parse(json) as Graded;
  return JSON.stringify({ ...value, signals: (value.signals ?? []).map(change) });
}
