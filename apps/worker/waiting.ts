// waiting.ts: between which ages a waiting row is queued again.
import type { Waiting } from '@mockverse/store/due';

/** From 2 s (the normal path has had its chance) to 6 h (older means a deeper fault: it shows in operations). */
export const WAITING: Waiting = { waitingFromMs: 2_000, waitingUntilMs: 6 * 3_600_000 };

/** A last chunk that is still missing after this long is not coming. */
export const OVERDUE_MS = 5_000;
