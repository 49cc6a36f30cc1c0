// limits.ts: how often one person or one address may do what costs something.
import { isIP } from 'node:net';
import { Refused } from '@mockverse/runtime/errors';
import type { Limit } from '@mockverse/store/limits';
import { Store } from '@mockverse/store/store';
import { Injectable } from '@nestjs/common';

const HOUR = 3_600;

/** By e-mail and address: guessing a password is the same wherever it comes from, so nobody is exempt. */
const SIGN_IN: Limit = { points: 10, perSeconds: 600 };
/** Every try costs 50 ms of a core, for whatever e-mail. */
const SIGN_IN_BY_ADDRESS: Limit = { points: 100, perSeconds: 600 };
const NEW_PEOPLE: Limit = { points: 30, perSeconds: HOUR };
const NEW_INTERVIEWS: Limit = { points: 30, perSeconds: HOUR };
/** A talking person sends four a second; after a lost connection a browser sends what it kept, all at once. */
const CHUNKS_PER_SECOND = 50;
const CHUNK_BURST = 200;

/**
 * From this very machine, or from a private network, many people share one address (a demo, a container bridge,
 * a proxy that is not trusted): there these limits only stop a runaway program.
 */
const NEAR_FACTOR = 1_000;

@Injectable()
export class Limits {
  private readonly buckets = new Map<string, { left: number; atMs: number }>();

  constructor(private readonly store: Store) {}

  async signIn(email: string, address: string): Promise<void> {
    await this.store.limits.consume('sign-in-address', network(address), scaled(SIGN_IN_BY_ADDRESS, address));
    await this.store.limits.consume('sign-in', `${email} ${network(address)}`, SIGN_IN);
  }
  signedIn(email: string, address: string): Promise<void> {
    return this.store.limits.forget('sign-in', `${email} ${network(address)}`);
  }
  newPerson(address: string): Promise<void> {
    return this.store.limits.consume('new-person', network(address), scaled(NEW_PEOPLE, address));
  }
  newInterview(personId: string, address: string): Promise<void> {
    return this.store.limits.consume('new-interview', personId, scaled(NEW_INTERVIEWS, address));
  }

  /** In this process only: a question to the database per chunk would cost more than the chunk. */
  chunk(session: string, address: string, nowMs = Date.now()): void {
    const factor = isNear(address) ? NEAR_FACTOR : 1;
    const bucket = this.buckets.get(session) ?? { left: CHUNK_BURST * factor, atMs: nowMs };
    const refilled = bucket.left + ((nowMs - bucket.atMs) / 1_000) * CHUNKS_PER_SECOND * factor;
    const left = Math.min(CHUNK_BURST * factor, refilled) - 1;
    if (left < 0) throw new Refused(429, 'Too many chunks at once. Wait a second and send them again.', 1);
    if (this.buckets.size >= 10_000) this.buckets.clear();
    this.buckets.set(session, { left, atMs: nowMs });
  }
}

const scaled = (limit: Limit, address: string): Limit =>
  isNear(address) ? { ...limit, points: limit.points * NEAR_FACTOR } : limit;

/** Loopback, private and link-local addresses. */
export const isNear = (address: string): boolean =>
  /^(::ffff:)?(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)|^::1$|^f[cd][0-9a-f]{2}:|^fe80:/i.test(address);

/** One household has a whole /64 of IPv6 addresses: they count as one. */
export const network = (address: string): string => {
  const plain = address.replace(/^::ffff:/i, '');
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const left = head.split(':').filter(Boolean);
  const right = plain.includes('::') ? tail.split(':').filter(Boolean) : [];
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
};
