// stream.ts: keeps a screen up to date: server-sent events, and long-polling when they do not get through.
import type { InterviewEvent } from '@mockverse/contracts/events';
import { eventsUrl, readEvents } from './fetch';
import { ApiProblem } from './problem';
import { EVENT_NAMES } from './view';

export interface StreamOptions {
  id: string;
  /** The newest event the screen already has. */
  lastSeq: () => number;
  /** False when an event before this one is missing. */
  onEvent: (event: InterviewEvent) => boolean;
  onConnected?: (connected: boolean) => void;
}

/** After this many streams that never opened, a proxy probably swallows them: poll instead. */
const FAILED_OPENS = 2;
const LONG_POLL_SECONDS = 20;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
/** Keeps a server that ignores `wait` from being asked without end. */
const BETWEEN_POLLS_MS = 150;
/** A stream that stays silent this long after it was asked for is being held back on the way. */
const OPEN_LIMIT_MS = 6_000;

/** Runs until the returned function is called. */
export function followInterview(options: StreamOptions): () => void {
  const stop = new AbortController();
  void follow(options, stop.signal);
  return () => stop.abort();
}

async function follow(options: StreamOptions, signal: AbortSignal): Promise<void> {
  let failedOpens = 0;
  let everOpened = false;
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted) {
    const outcome = failedOpens < FAILED_OPENS ? await listen(options, signal) : await poll(options, signal);
    if (outcome === 'gone') return;
    // Too many windows of this person stream already: this one polls, or they would push each other out for ever.
    if (outcome === 'replaced') {
      everOpened = false;
      failedOpens = FAILED_OPENS;
      continue;
    }
    everOpened ||= outcome === 'opened';
    if (outcome === 'never-opened') failedOpens += 1;
    // Streams work here, the network was only away for a while: go back to them.
    if (outcome === 'opened' || (outcome === 'polled' && everOpened)) failedOpens = 0;
    wait = outcome === 'never-opened' || outcome === 'no-answer' ? Math.min(wait * 2, LONGEST_WAIT_MS) : FIRST_WAIT_MS;
    await pauseFor(outcome === 'polled' ? BETWEEN_POLLS_MS : wait, signal);
  }
}

type Outcome = 'opened' | 'replaced' | 'never-opened' | 'polled' | 'no-answer' | 'gone';

/** One stream, until it breaks. Each new one asks for what came after the newest event we have. */
function listen({ id, lastSeq, onEvent, onConnected }: StreamOptions, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    let opened = false;
    const limit = setTimeout(() => !opened && close('never-opened'), OPEN_LIMIT_MS);
    const source = new EventSource(eventsUrl(id, lastSeq()));
    const close = (outcome: Outcome) => {
      source.close();
      clearTimeout(limit);
      signal.removeEventListener('abort', aborted);
      onConnected?.(false);
      resolve(outcome);
    };
    const aborted = () => close('gone');
    signal.addEventListener('abort', aborted);
    source.onopen = () => {
      opened = true;
      onConnected?.(true);
    };
    // The browser would resume by itself, but from the address it was opened with, and not after an error status.
    source.onerror = () => close(opened ? 'opened' : 'never-opened');
    source.addEventListener('bye', (message: MessageEvent<string>) =>
      close(message.data.includes('replaced') ? 'replaced' : 'gone'),
    );
    for (const name of EVENT_NAMES) {
      source.addEventListener(name, (message: MessageEvent<string>) => {
        if (!onEvent(JSON.parse(message.data) as InterviewEvent)) close('opened');
      });
    }
  });
}

async function poll({ id, lastSeq, onEvent, onConnected }: StreamOptions, signal: AbortSignal): Promise<Outcome> {
  try {
    const page = await readEvents(id, { after: lastSeq(), wait: LONG_POLL_SECONDS }, signal);
    onConnected?.(true);
    page.events.forEach(onEvent);
    return 'polled';
  } catch (problem) {
    if (signal.aborted) return 'gone';
    if (problem instanceof ApiProblem && (problem.status === 401 || problem.status === 404)) return 'gone';
    onConnected?.(false);
    return 'no-answer';
  }
}

const pauseFor = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      globalThis.removeEventListener?.('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    globalThis.addEventListener?.('online', done);
  });
