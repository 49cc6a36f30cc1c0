// recogniser.ts: the part of the Web Speech API that we use, as browsers really offer it.

export interface RecogniserResult {
  readonly isFinal: boolean;
  readonly length: number;
  readonly [index: number]: { readonly transcript: string; readonly confidence: number } | undefined;
}

export interface Recogniser {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  maxAlternatives: number;
  phrases?: unknown;
  onstart: (() => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onresult: ((event: { results: ArrayLike<RecogniserResult> }) => void) | null;
  start(): void;
  abort(): void;
}

type Maker = new () => Recogniser;
type PhraseMaker = new (phrase: string, boost: number) => unknown;

interface SpeechWindow {
  SpeechRecognition?: Maker;
  webkitSpeechRecognition?: Maker;
  SpeechRecognitionPhrase?: PhraseMaker;
}

const scope = (): SpeechWindow => globalThis as unknown as SpeechWindow;

export const canRecognise = (): boolean => Boolean(scope().SpeechRecognition ?? scope().webkitSpeechRecognition);

export function createRecogniser(language: string): Recogniser {
  const Maker = scope().SpeechRecognition ?? scope().webkitSpeechRecognition;
  if (!Maker) throw new Error('This browser cannot recognise speech.');
  const recogniser = new Maker();
  recogniser.lang = language;
  recogniser.continuous = true;
  recogniser.interimResults = true;
  recogniser.maxAlternatives = 1;
  return recogniser;
}

/** Makes the terms of the question likelier, where the browser knows how. 5 of 10: a nudge, not a bias. */
export function expectWords(recogniser: Recogniser, words: string[]): void {
  const Phrase = scope().SpeechRecognitionPhrase;
  if (!Phrase || !('phrases' in recogniser) || words.length === 0) return;
  recogniser.phrases = words.slice(0, 50).map((word) => new Phrase(word, 5));
}

/** Errors that no restart can cure, as a sentence; the others pass. */
export const LASTING_ERRORS: Record<string, string> = {
  'not-allowed': 'Your microphone is blocked. Allow it in the address bar, or type your answer.',
  'service-not-allowed': 'This browser does not allow speech recognition here. Type your answer instead.',
  'audio-capture': 'No microphone was found. Connect one, or type your answer.',
  'language-not-supported': 'This browser cannot recognise English speech. Type your answer instead.',
};
export const UNREACHABLE = 'Speech recognition is not reachable from this browser. Type your answer instead.';
export const UNSUPPORTED = 'This browser cannot recognise speech. Type your answer instead.';
