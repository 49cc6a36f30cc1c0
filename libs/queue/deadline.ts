// deadline.ts: a signal that aborts at a time limit or when the worker stops, and no waiting for those who ignore it.
import { TryLater } from '@mockverse/runtime/errors';

/** Code that was told to stop and has not after this long is left behind; its late writes are fenced out. */
const STUBBORN_MS = 1_500;

/** The worker stops: the job is not over, it runs again elsewhere. */
export class HandedBack extends TryLater {}

export const isHandedBack = (signal: AbortSignal): boolean => signal.reason instanceof HandedBack;

export interface Limits {
  limitMs: number;
  /** Ends the work early. */
  cut: AbortSignal;
}

export const deadline = async <T>({ limitMs, cut }: Limits, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const stop = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  const onCut = () => stop.abort(new HandedBack('the worker is stopping'));
  timers.push(setTimeout(() => stop.abort(new TryLater(`not done within ${limitMs} ms`)), limitMs));
  cut.addEventListener('abort', onCut, { once: true });
  if (cut.aborted) onCut();
  const stubborn = new Promise<never>((_, reject) => {
    const giveIn = () => timers.push(setTimeout(() => reject(stop.signal.reason), STUBBORN_MS));
    stop.signal.addEventListener('abort', giveIn, { once: true });
  });
  const running = work(stop.signal);
  try {
    return await Promise.race([running, stubborn]);
  } catch (error) {
    running.catch(() => undefined);
    // An aborted fetch or stream fails in its own words; what counts is why it was aborted.
    throw stop.signal.aborted && isAbort(error) ? stop.signal.reason : error;
  } finally {
    timers.forEach(clearTimeout);
    cut.removeEventListener('abort', onCut);
  }
};

// By shape: an abort may be a DOMException, an error of ours or of a library.
const isAbort = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  return ('name' in error && error.name === 'AbortError') || ('kind' in error && error.kind === 'aborted');
};
