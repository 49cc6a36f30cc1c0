// listener.test.ts: recognisers as browsers really behave: they stop, repeat themselves and fail.
import { Listener } from './listener';

/** The browser's part, played by hand. */
class HandRecogniser {
  static all: HandRecogniser[] = [];
  static get last(): HandRecogniser {
    const found = HandRecogniser.all.at(-1);
    if (!found) throw new Error('no session was started');
    return found;
  }
  onend: (() => void) | null = null;
  onerror: ((event: { error: string }) => void) | null = null;
  onresult: ((event: unknown) => void) | null = null;
  started = false;
  aborted = false;
  start(): void {
    if (HandRecogniser.all.some((other) => other.started)) throw new Error('recognition has already started');
    this.started = true;
    HandRecogniser.all.push(this);
  }
  abort(): void {
    this.aborted = true;
  }
  hear(...entries: [string, boolean][]): void {
    this.onresult?.({
      results: entries.map(([transcript, isFinal]) => Object.assign([{ transcript, confidence: 0.9 }], { isFinal })),
    });
  }
  end(error?: string): void {
    if (error) this.onerror?.({ error });
    this.started = false;
    this.onend?.();
  }
}

let texts: string[];
let givenUp: string[];
let listener: Listener;

beforeEach(() => {
  jest.useFakeTimers();
  HandRecogniser.all = [];
  Object.assign(globalThis, { SpeechRecognition: HandRecogniser });
  texts = [];
  givenUp = [];
  listener = new Listener({
    language: 'en-US',
    onText: ({ settled, tentative }) => texts.push(`${settled}|${tentative}`),
    onGivenUp: (why) => givenUp.push(why),
  });
  listener.reset();
  listener.listen();
});
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, 'SpeechRecognition');
});

it('goes on after the browser ends a session, and keeps the open guess', () => {
  HandRecogniser.last.hear(['we stored', true], ['the message', false]);
  HandRecogniser.last.end();
  jest.advanceTimersByTime(300);
  expect(HandRecogniser.all).toHaveLength(2);
  HandRecogniser.last.hear(['the message id', true]);
  expect(texts.at(-1)).toBe('we stored the message id|');
});

it('never starts a session before the one before it has ended', () => {
  listener.hush();
  listener.listen();
  expect(HandRecogniser.all).toHaveLength(1);
  HandRecogniser.last.end('aborted');
  jest.advanceTimersByTime(300);
  expect(HandRecogniser.all).toHaveLength(2);
});

it('hears nothing that comes after it was told to stop', () => {
  HandRecogniser.last.hear(['first', true]);
  listener.hush();
  HandRecogniser.last.hear(['first', true], ['late', true]);
  expect(listener.said().settled).toBe('first');
});

it('gives up at once on a blocked microphone, with a sentence, and does not try again', () => {
  HandRecogniser.last.end('not-allowed');
  jest.advanceTimersByTime(60_000);
  expect(givenUp).toEqual(['Your microphone is blocked. Allow it in the address bar, or type your answer.']);
  expect(HandRecogniser.all).toHaveLength(1);
});

it('tells a browser without a recognition service from a hiccup by one retry', () => {
  HandRecogniser.last.end('network');
  expect(givenUp).toEqual([]);
  jest.advanceTimersByTime(300);
  HandRecogniser.last.end('network');
  expect(givenUp).toHaveLength(1);
});

it('waits longer after each session that heard nothing', () => {
  for (const wait of [250, 500, 1_000]) {
    const before = HandRecogniser.all.length;
    HandRecogniser.last.end('no-speech');
    jest.advanceTimersByTime(wait - 10);
    expect(HandRecogniser.all).toHaveLength(before);
    jest.advanceTimersByTime(20);
    expect(HandRecogniser.all).toHaveLength(before + 1);
  }
});
