// token-bucket.ts: a budget of tokens per minute, a part of which only live questions may use.

/** live: a person waits for it now · review: grading, which can wait. */
export type CallClass = 'live' | 'review';

/** How far down each class may drain the bucket: review leaves half of it to people who wait. */
const FLOOR: Record<CallClass, number> = { live: 0, review: 0.5 };

export class TokenBucket {
  private level: number;
  private filledAt: number;

  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = Date.now,
  ) {
    this.level = perMinute;
    this.filledAt = now();
  }

  /** Takes the tokens and returns 0, or takes nothing and returns after how many milliseconds to ask again. */
  take(tokens: number, forClass: CallClass): number {
    this.refill();
    // More than the class may ever hold would wait for ever: such a call takes all there can be.
    const floor = this.perMinute * FLOOR[forClass];
    const asked = Math.min(tokens, this.perMinute - floor);
    const missing = asked + floor - this.level;
    if (missing > 0) return Math.ceil((missing / this.perMinute) * 60_000);
    this.level -= asked;
    return 0;
  }

  /** After the call: gives back what was not used, or takes what was used beyond the guess. */
  settle(taken: number, used: number): void {
    this.refill();
    this.level = Math.min(this.perMinute, this.level + taken - used);
  }

  private refill(): void {
    const now = this.now();
    this.level = Math.min(this.perMinute, this.level + ((now - this.filledAt) / 60_000) * this.perMinute);
    this.filledAt = now;
  }
}
