// interviewer.ts: what the emulator answers when nothing is wrong: a sensible question, or findings with real quotes.
import type { ReadPrompt } from './prompt';
import { anyValue, inOrder, misfit } from './schema';
import type { WireSchema } from './wire';

/** The same prompt and seed give the same answer. */
export function answerTo(prompt: ReadPrompt, schema: WireSchema | undefined, seed: number): string {
  if (!schema) return sayQuestion(prompt, seed);
  const value = inOrder(prompt.brief.task === 'grading' ? findings(prompt) : anyValue(schema), schema);
  const fits = misfit(value, schema) === undefined ? value : inOrder(anyValue(schema), schema);
  return JSON.stringify(fits);
}

const BRIDGES = [
  'Let us look at one point more closely.',
  'I would like to go one step further here.',
  'Thank you, that helps me follow you.',
  'Let me pick up one thing from that.',
];
const FALLBACK = 'Which decision in that work was yours, and what did it rest on?';

function sayQuestion({ brief, quote, spoken }: ReadPrompt, seed: number): string {
  const ask = brief.ask?.trim() || FALLBACK;
  if (spoken.length > 0) return spoken.some((sentence) => sentence.includes('?')) ? 'Take your time.' : ask;
  const bridge = quote ? `You said "${shorten(quote, 10)}".` : (BRIDGES[(hash(ask) + seed) % BRIDGES.length] ?? '');
  // The longest that may be said is 45 words: without room for the bridge it is left out.
  const fits = brief.kind !== 'opening' && brief.kind !== 'closing' && wordsOf(bridge).length + wordsOf(ask).length <= 45;
  return fits ? `${bridge} ${ask}` : ask;
}

interface Evidence {
  quote: string;
  status: 'covered' | 'unclear' | 'missing';
}

function findings({ brief, answer }: ReadPrompt): unknown {
  const sentences = sentencesOf(answer);
  // The words of the question prove nothing: everybody repeats them.
  const asked = stemsOf(brief.about ?? '');
  return {
    signals: (brief.signals ?? []).map(({ id, label, says }) => ({
      signal: id,
      ...evidenceFor([label ?? '', ...(says ?? [])], sentences, asked),
    })),
    misconceptions: (brief.misconceptions ?? []).flatMap(({ id, says }) => {
      const found = best(says ?? [], sentences, asked);
      return found.share >= 0.8 ? [{ misconception: id, quote: found.sentence }] : [];
    }),
    clarity: clarityOf(sentences),
  };
}

function evidenceFor(phrasings: string[], sentences: string[], asked: Set<string>): Evidence {
  const { share, sentence } = best(phrasings, sentences, asked);
  if (share >= 0.6) return { quote: sentence, status: 'covered' };
  return share >= 0.5 ? { quote: sentence, status: 'unclear' } : { quote: '', status: 'missing' };
}

/** The sentence that shares the largest part of any phrasing's words. */
function best(phrasings: string[], sentences: string[], asked: Set<string>): { share: number; sentence: string } {
  let found = { share: 0, sentence: '' };
  for (const phrasing of phrasings) {
    const wanted = stemsOf(phrasing);
    for (const stem of asked) wanted.delete(stem);
    if (wanted.size === 0) continue;
    for (const sentence of sentences) {
      const said = stemsOf(sentence);
      const share = [...wanted].filter((stem) => said.has(stem)).length / wanted.size;
      if (share > found.share) found = { share, sentence };
    }
  }
  return found;
}

function clarityOf(sentences: string[]): unknown[] {
  const first = sentences[0] ?? '';
  const ordered = sentences.find((s) => /\b(first|then|after|because|so|finally|second)\b/i.test(s)) ?? '';
  const concrete = sentences.find((s) => /\d|\b(for example|we had|in our)\b/i.test(s)) ?? '';
  const status = (quote: string): Evidence => ({ quote, status: quote ? 'covered' : 'unclear' });
  return [
    { check: 'direct', ...status(wordsOf(first).length <= 30 ? first : '') },
    { check: 'structured', ...status(ordered) },
    { check: 'concrete', ...status(concrete) },
  ];
}

const STOP_WORDS = new Set(
  'the and for are every all any must more get does that this with from have has was were but not you your can will its into than then they them their'.split(
    ' ',
  ),
);

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);
const stemsOf = (text: string): Set<string> =>
  new Set(
    (text.toLowerCase().match(/[a-z0-9]{3,}/g) ?? [])
      .filter((w) => !STOP_WORDS.has(w))
      .map((w) => w.replace(/(ing|ed|es|s)$/, '')),
  );
const sentencesOf = (text: string): string[] =>
  (text.match(/[^.!?\n]+[.!?]?/g) ?? []).map((s) => s.trim()).filter((s) => s.length > 1);
const shorten = (text: string, words: number): string => wordsOf(text).slice(0, words).join(' ');

/** FNV-1a: the same text gives the same choice on every machine. */
export function hash(text: string): number {
  let h = 2_166_136_261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16_777_619);
  return h >>> 0;
}
