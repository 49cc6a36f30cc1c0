// deadline.ts: a signal that aborts at a time limit or when the worker stops, and no waiting for those who ignore it.
import { TryLater } from '@mockverse/runtime/errors';

/** Code that was told to stop and has not after this long is left behind; its late writes are fenced out. */
const STUBBORN_MS = 1_500;

export interface Limits {
  limitMs: number;
  /** Ends the work early. */
  cut: AbortSignal;
}

export const deadline = async <T>({ limitMs, cut }: Limits, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const stop = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  const onCut = () => stop.abort(new TryLater('the worker is stopping'));
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

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || ('kind' in error && error.kind === 'aborted'));
