// limits.ts: how often something may be tried, counted in the database so that every process counts together.
import type { Connection } from './connection';

export interface Limit {
  points: number;
  perSeconds: number;
}

export class Limits {
  constructor(private readonly connection: Connection) {}

  /** Spends one point of `key` under the limit called `name`; refused with 429 when none is left. */
  consume(name: string, key: string, limit: Limit): Promise<void> {
    throw new Error('not written yet');
  }
  /** Gives every point back: after a sign-in that succeeded. */
  forget(name: string, key: string): Promise<void> {
    throw new Error('not written yet');
  }
}
