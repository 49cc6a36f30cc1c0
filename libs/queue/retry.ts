// retry.ts: how long a failed job waits before its next try. Pure.
import { TryLater } from '@mockverse/runtime/errors';

/** The job's own catalogue entry decides when it fails, so a change there reaches jobs that were queued before it. */
export const CATALOGUE_BACKOFF = { type: 'catalogue' } as const;

/** However long the other side asks us to wait, a job of ours is looked at again after ten minutes. */
const LONGEST_MS = 600_000;

/**
 * What the other side asked for, else the catalogue's wait doubled per attempt. `random` is from 0 to 1: the wait is
 * spread over its upper half, so that jobs that failed together do not come back together.
 */
export const waitBeforeRetry = (backoffMs: number, attempt: number, error: unknown, random: number): number => {
  const asked = error instanceof TryLater ? error.afterMs : undefined;
  const fullMs = backoffMs * 2 ** (attempt - 1);
  return Math.round(Math.min(asked ?? fullMs * (0.5 + 0.5 * random), LONGEST_MS));
};
