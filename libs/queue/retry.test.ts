// retry.test.ts: waits double, are spread, and follow what the other side asked for.
import { TryLater } from '@mockverse/runtime/errors';
import { waitBeforeRetry } from './retry';

describe('the wait before a retry', () => {
  it('doubles with every attempt', () => {
    expect([1, 2, 3].map((attempt) => waitBeforeRetry(250, attempt, new Error(), 1))).toEqual([250, 500, 1_000]);
  });

  it('is spread over its upper half', () => {
    expect(waitBeforeRetry(1_000, 1, new Error(), 0)).toBe(500);
    expect(waitBeforeRetry(1_000, 1, new Error(), 0.5)).toBe(750);
  });

  it('is what the other side asked for, but never more than ten minutes', () => {
    expect(waitBeforeRetry(250, 1, new TryLater('busy', { afterMs: 7_000 }), 0)).toBe(7_000);
    expect(waitBeforeRetry(250, 1, new TryLater('busy', { afterMs: 86_400_000 }), 0)).toBe(600_000);
  });
});
