// sessions.ts: opens, reads and closes browser sessions; the database keeps a hash, never the token.
import { createHmac, randomBytes } from 'node:crypto';
import { type Env, EnvError } from '@mockverse/runtime/env';
import type { Person } from '@mockverse/store/people';
import { Store } from '@mockverse/store/store';
import { Injectable } from '@nestjs/common';
import { cookieIn } from './cookie';
import { FromEnv } from './settings';

export interface Caller extends Person {
  tokenHash: string;
}

export const SESSION_DAYS = 30;
const DAY_MS = 86_400_000;
/** A session is asked for with every chunk; for this long the last answer is believed. */
const BELIEVED_MS = 2_000;
const MOST_REMEMBERED = 10_000;

@Injectable()
export class Sessions {
  private readonly remembered = new Map<string, { caller: Caller | null; untilMs: number }>();

  private readonly secret: string;

  constructor(
    private readonly store: Store,
    @FromEnv() private readonly env: Env,
  ) {
    // Never a default: whoever knows the secret could not forge a session, but could recognise a stolen hash.
    if (env.sessionSecret === null)
      throw new EnvError(['SESSION_SECRET is not set. Set 32 random characters, or use `npm start`.']);
    this.secret = env.sessionSecret;
  }

  /** A new token every time: whoever planted an old one in a browser gains nothing. */
  async open(personId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.store.people.openSession(personId, this.hash(token), new Date(Date.now() + SESSION_DAYS * DAY_MS));
    return token;
  }

  async caller(cookies: string | undefined): Promise<Caller | null> {
    const token = cookieIn(cookies, this.env);
    return token === null ? null : this.byHash(this.hash(token));
  }

  /** True while the session lives; at most two seconds old. */
  async lives(tokenHash: string): Promise<boolean> {
    return (await this.byHash(tokenHash)) !== null;
  }

  async close(tokenHash: string): Promise<void> {
    await this.store.people.closeSession(tokenHash);
    this.remembered.delete(tokenHash);
  }

  private async byHash(tokenHash: string): Promise<Caller | null> {
    const known = this.remembered.get(tokenHash);
    if (known && known.untilMs > Date.now()) return known.caller;
    const session = await this.store.people.sessionByTokenHash(tokenHash);
    const caller = session && { ...session.person, tokenHash };
    this.remember(tokenHash, caller);
    return caller;
  }

  private remember(tokenHash: string, caller: Caller | null): void {
    this.remembered.delete(tokenHash);
    // An unknown token is not remembered: strangers could fill the memory with them.
    if (caller === null) return;
    this.remembered.set(tokenHash, { caller, untilMs: Date.now() + BELIEVED_MS });
    const oldest = this.remembered.keys().next();
    if (this.remembered.size > MOST_REMEMBERED && !oldest.done) this.remembered.delete(oldest.value);
  }

  /** Keyed by SESSION_SECRET: changing it signs everybody out. */
  private hash(token: string): string {
    return createHmac('sha256', this.secret).update(token).digest('hex');
  }
}
