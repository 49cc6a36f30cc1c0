// deadline.test.ts: work is told to stop in time, and is not waited for when it does not listen.
import { TryLater } from '@mockverse/runtime/errors';
import { deadline, isHandedBack } from './deadline';

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError'))));

describe('a deadline', () => {
  const never = new AbortController().signal;

  it('gives back what was done in time', async () => {
    await expect(deadline({ limitMs: 1_000, cut: never }, async () => 'done')).resolves.toBe('done');
  });

  it('aborts the signal at the limit, and the failure says so', async () => {
    const late = deadline({ limitMs: 30, cut: never }, untilAborted);
    await expect(late).rejects.toEqual(new TryLater('not done within 30 ms'));
  });

  it('aborts the signal when the worker stops, which is not the limit', async () => {
    const stop = new AbortController();
    let seen: AbortSignal | undefined;
    const work = deadline({ limitMs: 10_000, cut: stop.signal }, (signal) => {
      seen = signal;
      return untilAborted(signal);
    });
    stop.abort();
    await expect(work).rejects.toEqual(new TryLater('the worker is stopping'));
    expect(seen && isHandedBack(seen)).toBe(true);
  });

  it('does not wait for work that ignores its signal', async () => {
    const startedAt = Date.now();
    const deaf = deadline({ limitMs: 30, cut: never }, () => new Promise<never>(() => undefined));
    await expect(deaf).rejects.toThrow('not done within 30 ms');
    expect(Date.now() - startedAt).toBeLessThan(2_500);
  });

  it('keeps an error of the work itself', async () => {
    await expect(deadline({ limitMs: 1_000, cut: never }, () => Promise.reject(new RangeError('own')))).rejects.toThrow(
      RangeError,
    );
  });
});
