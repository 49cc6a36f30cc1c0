// speaker.ts: says one sentence at a time and always comes back, even when the browser's voice does not.

export type Spoken = 'said' | 'cut' | 'blocked' | 'silent';

const BLOCKED = 'Your browser keeps the voice silent until you press something. The question stays on the screen.';
const VOICELESS = 'This browser has no voice to read aloud. The question stays on the screen.';

/** 12 characters a second is slow speech; the rest is patience for a voice that loads first. */
const CHARACTERS_PER_SECOND = 12;
const PATIENCE_MS = 3_000;
/** cancel() right before speak() swallows the new sentence in Chrome. */
const AFTER_CANCEL_MS = 30;

/** Inside a click: without it browsers refuse to speak later. */
export function warmUpVoice(): void {
  if (!('speechSynthesis' in globalThis)) return;
  speechSynthesis.cancel();
  const silence = new SpeechSynthesisUtterance(' ');
  silence.volume = 0;
  speechSynthesis.speak(silence);
  speechSynthesis.getVoices();
}

export class Speaker {
  private cutCurrent: (() => void) | null = null;
  private cancelledAt = 0;
  /** A voice that never began is not tried again on this page. */
  private dead = false;
  private toldVoiceless = false;
  muted = false;

  constructor(private readonly language: string) {}

  get able(): boolean {
    return 'speechSynthesis' in globalThis;
  }

  async say(sentence: string): Promise<Spoken> {
    if (!this.able || this.dead) return 'silent';
    if (this.muted) return 'said';
    const pause = this.cancelledAt + AFTER_CANCEL_MS - performance.now();
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    return this.utter(sentence);
  }

  /** What a person should know about how a sentence came out; a missing voice is told once. */
  complaint(outcome: Spoken): string | null {
    if (outcome === 'blocked') return BLOCKED;
    if (outcome !== 'silent' || this.toldVoiceless) return null;
    this.toldVoiceless = true;
    return VOICELESS;
  }

  /** Falls silent now. */
  hush(): void {
    const cut = this.cutCurrent;
    this.cutCurrent = null;
    if (this.able) {
      speechSynthesis.cancel();
      this.cancelledAt = performance.now();
    }
    cut?.();
  }

  private utter(sentence: string): Promise<Spoken> {
    return new Promise((resolve) => {
      const utterance = new SpeechSynthesisUtterance(sentence);
      utterance.lang = this.language;
      utterance.voice = bestVoice(this.language);
      const finish = (outcome: Spoken) => {
        clearTimeout(watchdog);
        utterance.onend = utterance.onerror = null;
        if (this.cutCurrent === cut) this.cutCurrent = null;
        resolve(outcome);
      };
      let began = false;
      utterance.onstart = () => {
        began = true;
      };
      const cut = () => finish('cut');
      const watchdog = setTimeout(
        () => {
          speechSynthesis.cancel();
          this.cancelledAt = performance.now();
          this.dead = !began;
          finish(began ? 'said' : 'silent');
        },
        (sentence.length / CHARACTERS_PER_SECOND) * 1_000 + PATIENCE_MS,
      );
      utterance.onend = () => finish('said');
      utterance.onerror = (event) => finish(outcomeOf(event.error));
      this.cutCurrent = cut;
      speechSynthesis.speak(utterance);
    });
  }
}

/** `interrupted` and `canceled` are our own doing. */
function outcomeOf(error: string): Spoken {
  if (error === 'interrupted' || error === 'canceled') return 'cut';
  return error === 'not-allowed' ? 'blocked' : 'silent';
}

/** Voices on the device: the remote ones of Chrome fall silent after 15 s without saying so. */
function bestVoice(language: string): SpeechSynthesisVoice | null {
  const voices = speechSynthesis.getVoices().filter((voice) => voice.lang.toLowerCase().startsWith(language.slice(0, 2)));
  return (
    voices.find((voice) => voice.localService && voice.default) ?? voices.find((voice) => voice.localService) ?? voices[0] ?? null
  );
}
