// speech-stubs.ts: runs inside the page before its own scripts: stands in for microphone and loudspeaker.
import type { SpeechScript } from './browser';

/** Serialised into the page: it may use nothing from outside itself. */
export function stubSpeech(script: Required<SpeechScript>): void {
  const scope = window as unknown as Record<string, unknown>;
  const record = { spoken: [] as string[], sessions: 0, cancelled: 0, heardWhileSpeaking: 0 };
  scope.speechRecord = record;
  let speaking = false;

  // How many answers were said already must outlive a reload of the page.
  const said = (): number => Number(sessionStorage.getItem('stub.said') ?? 0);

  class Recogniser {
    lang = '';
    continuous = false;
    interimResults = false;
    maxAlternatives = 1;
    onstart: (() => void) | null = null;
    onend: (() => void) | null = null;
    onerror: ((event: { error: string }) => void) | null = null;
    onresult: ((event: unknown) => void) | null = null;
    private timers: number[] = [];
    private open = false;

    start(): void {
      if (this.open) throw new DOMException('recognition has already started', 'InvalidStateError');
      this.open = true;
      record.sessions += 1;
      this.later(5, () => {
        this.onstart?.();
        if (speaking) record.heardWhileSpeaking += 1;
        if (script.recogniser !== 'works') return this.fail(script.recogniser);
        this.sayNext();
      });
    }

    abort(): void {
      for (const timer of this.timers) window.clearTimeout(timer);
      this.timers = [];
      this.later(5, () => this.end());
    }

    stop(): void {
      this.abort();
    }

    private sayNext(): void {
      const answer = script.answers[said()];
      if (answer === undefined) return;
      const words = answer.split(' ');
      const half = Math.ceil(words.length / 2);
      this.later(120, () => this.result(words.slice(0, half).join(' '), false));
      this.later(240, () => this.result(words.join(' '), false));
      this.later(360, () => {
        sessionStorage.setItem('stub.said', String(said() + 1));
        this.result(words.join(' '), true);
      });
    }

    private result(transcript: string, isFinal: boolean): void {
      const entry = Object.assign([{ transcript, confidence: isFinal ? 0.9 : 0 }], { isFinal });
      this.onresult?.({ resultIndex: 0, results: [entry] });
    }

    private fail(error: string): void {
      this.onerror?.({ error });
      this.end();
    }

    private end(): void {
      if (!this.open) return;
      this.open = false;
      this.onend?.();
    }

    private later(ms: number, then: () => void): void {
      this.timers.push(window.setTimeout(then, ms));
    }
  }

  class Utterance {
    lang = '';
    volume = 1;
    voice = null;
    onstart: (() => void) | null = null;
    onend: (() => void) | null = null;
    onerror: ((event: { error: string }) => void) | null = null;
    constructor(readonly text: string) {}
  }

  let current: { utterance: Utterance; timer: number } | null = null;
  const synthesis = {
    getVoices: () => [],
    get speaking() {
      return speaking;
    },
    addEventListener: () => undefined,
    cancel(): void {
      record.cancelled += 1;
      if (!current) return;
      window.clearTimeout(current.timer);
      const { utterance } = current;
      current = null;
      speaking = false;
      utterance.onerror?.({ error: 'interrupted' });
    },
    speak(utterance: Utterance): void {
      if (utterance.volume === 0) return;
      if (script.synthesis === 'silent')
        return void window.setTimeout(() => utterance.onerror?.({ error: 'synthesis-failed' }), 5);
      record.spoken.push(utterance.text);
      speaking = true;
      utterance.onstart?.();
      const timer = window.setTimeout(() => {
        current = null;
        speaking = false;
        utterance.onend?.();
      }, script.sentenceMs);
      current = { utterance, timer };
    },
  };

  const put = (name: string, value: unknown) =>
    Object.defineProperty(window, name, { value, configurable: true, writable: true });
  const hasRecogniser = script.recogniser !== 'missing';
  put('SpeechRecognition', hasRecogniser ? Recogniser : undefined);
  put('webkitSpeechRecognition', hasRecogniser ? Recogniser : undefined);
  put('SpeechRecognitionPhrase', undefined);
  if (script.synthesis === 'missing') {
    // `in` is what the page asks, so the name itself has to go.
    Reflect.deleteProperty(window, 'speechSynthesis');
    return;
  }
  put('speechSynthesis', synthesis);
  put('SpeechSynthesisUtterance', Utterance);
}
