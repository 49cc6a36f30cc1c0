// limits.ts: how often something may be tried, counted in the database so that every process counts together.
import { createHash } from 'node:crypto';
import { Refused } from '@mockverse/runtime/errors';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Connection } from './connection';

export interface Limit {
  points: number;
  perSeconds: number;
}

export class Limits {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly connection: Connection) {}

  /** Spends one point of `key` under the limit called `name`; refused with 429 when none is left. */
  async consume(name: string, key: string, limit: Limit): Promise<void> {
    try {
      await this.connection.limited(() => this.limiter(name, limit).consume(hashed(key)));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw new Refused(
        429,
        `That was tried too often. Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'} and try again.`,
        seconds,
      );
    }
  }

  /** Gives every point back: after a sign-in that succeeded. */
  async forget(name: string, key: string): Promise<void> {
    await this.connection.limited(() => this.limiter(name, { points: 1, perSeconds: 1 }).delete(hashed(key)));
  }

  private limiter(name: string, { points, perSeconds }: Limit): RateLimiterPostgres {
    const id = `${name}/${points}/${perSeconds}`;
    const known = this.limiters.get(id);
    if (known) return known;
    const limiter = new RateLimiterPostgres({
      storeClient: this.connection.pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      // The table is made by a migration.
      tableCreated: true,
      keyPrefix: name,
      points,
      duration: perSeconds,
    });
    this.limiters.set(id, limiter);
    return limiter;
  }
}

/** A key may be an e-mail address or an IP address: neither belongs in a counter table, and both may be long. */
const hashed = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);
