// listener.ts: hears one answer through any number of recogniser sessions; restarts in onend only.
import {
  canRecognise,
  createRecogniser,
  expectWords,
  LASTING_ERRORS,
  type Recogniser,
  UNREACHABLE,
  UNSUPPORTED,
} from './recogniser';
import { joinSessions, type Said, sessionText } from './stitch';

export interface ListenerOptions {
  language: string;
  onText: (said: Said) => void;
  /** Speech is not to be had here; the sentence says why. */
  onGivenUp: (why: string) => void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;
/** `network` means no recognition service at all (plain Chromium, Brave): one retry tells it from a hiccup. */
const NETWORK_TRIES = 2;

export class Listener {
  private recogniser: Recogniser | null = null;
  /** What earlier sessions of this answer heard. */
  private before = '';
  private current: Said = { settled: '', tentative: '' };
  private seamOpen = false;
  private wanted = false;
  private running = false;
  private wait = FIRST_WAIT_MS;
  private networkErrors = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private vocabulary: string[] = [];

  constructor(private readonly options: ListenerOptions) {}

  /** Begins a new answer. */
  reset(vocabulary: string[] = []): void {
    this.before = '';
    this.current = { settled: '', tentative: '' };
    this.seamOpen = false;
    this.vocabulary = vocabulary;
  }

  /** The answer so far. */
  said(): Said {
    const settled = joinSessions(this.before, this.current.settled, this.seamOpen);
    const all = joinSessions(this.before, `${this.current.settled} ${this.current.tentative}`.trim(), this.seamOpen);
    return { settled, tentative: all.slice(settled.length).trim() };
  }

  listen(): void {
    if (this.wanted) return;
    if (!canRecognise()) {
      this.options.onGivenUp(UNSUPPORTED);
      return;
    }
    this.wanted = true;
    this.wait = FIRST_WAIT_MS;
    this.networkErrors = 0;
    // A session that is still closing starts the next one from its onend: starting earlier throws.
    if (!this.running) this.startSession();
  }

  /** Stops at once and hears nothing more; what was heard so far stays. */
  hush(): void {
    this.wanted = false;
    clearTimeout(this.timer);
    this.commit();
    this.dropSession();
  }

  /** Forgets what this session heard (it was not the person) and listens afresh. */
  forgetSession(): void {
    this.current = { settled: '', tentative: '' };
    this.dropSession();
  }

  /** Results may still come after abort(); they would be heard twice. */
  private dropSession(): void {
    if (!this.running || !this.recogniser) return;
    this.recogniser.onresult = null;
    this.recogniser.abort();
  }

  private startSession(): void {
    const recogniser = createRecogniser(this.options.language);
    expectWords(recogniser, this.vocabulary);
    recogniser.onresult = (event) => this.onResult(recogniser, event.results);
    recogniser.onerror = (event) => this.onError(event.error);
    recogniser.onend = () => this.onEnd(recogniser);
    this.recogniser = recogniser;
    this.running = true;
    try {
      recogniser.start();
    } catch {
      this.running = false;
      this.again();
    }
  }

  private onResult(recogniser: Recogniser, results: ArrayLike<Parameters<typeof toHeard>[0]>): void {
    if (!this.wanted || recogniser !== this.recogniser) return;
    this.wait = FIRST_WAIT_MS;
    this.networkErrors = 0;
    this.current = sessionText(Array.from(results, toHeard), onAndroid());
    this.options.onText(this.said());
  }

  private onError(error: string): void {
    if (error === 'phrases-not-supported') this.vocabulary = [];
    if (error === 'network') this.networkErrors += 1;
    const why = LASTING_ERRORS[error] ?? (this.networkErrors >= NETWORK_TRIES ? UNREACHABLE : undefined);
    if (!why || !this.wanted) return;
    this.wanted = false;
    this.options.onGivenUp(why);
  }

  private onEnd(recogniser: Recogniser): void {
    if (recogniser !== this.recogniser) return;
    this.running = false;
    if (!this.wanted) return;
    this.commit();
    this.again();
  }

  private again(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.wanted && !this.running && this.startSession(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  /** What this session heard joins the earlier ones; an open guess counts as said. */
  private commit(): void {
    const { settled, tentative } = this.said();
    const open = tentative !== '';
    this.before = `${settled} ${tentative}`.trim();
    if (this.current.settled !== '' || open) this.seamOpen = open;
    this.current = { settled: '', tentative: '' };
  }
}

const onAndroid = (): boolean => /Android/i.test(globalThis.navigator?.userAgent ?? '');

const toHeard = (result: { isFinal: boolean; [index: number]: { transcript: string; confidence: number } | undefined }) => ({
  text: result[0]?.transcript ?? '',
  final: result.isFinal,
  confidence: result[0]?.confidence ?? 0,
});
