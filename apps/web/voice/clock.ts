// clock.ts: how much of the time box is left, from the server's last word on it.

export interface Clock {
  leftMs: number;
  /** performance.now() when `leftMs` was true. */
  readAt: number;
  running: boolean;
}

export const leftAt = (clock: Clock, now: number): number => Math.max(0, clock.leftMs - (clock.running ? now - clock.readAt : 0));

/** Stops or goes on without losing a moment. */
export const withRunning = (clock: Clock, running: boolean, now: number): Clock => ({
  leftMs: leftAt(clock, now),
  readAt: now,
  running,
});

export function minutesAndSeconds(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
