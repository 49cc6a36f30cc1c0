// api-people.test.ts: guests, accounts and sessions over HTTP.
import type { Me, Problem } from '@mockverse/contracts/api';
import { Client } from '../support/client';
import { type Stack, startStack } from '../support/stack';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: false, env: { TRUST_PROXY: '1' } });
});
afterAll(() => stack.close());

let people = 0;
const someone = () => {
  people += 1;
  return { email: `person${people}@example.com`, password: 'a long enough password' };
};
const copyOf = (client: Client): Client => Object.assign(new Client(client.url), { cookie: client.cookie });

describe('a guest', () => {
  it('gets a cookie that scripts cannot read, and stays the same guest', async () => {
    const client = stack.anybody();
    const made = await client.post<Me>('/guests');
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ guest: true, email: null, role: 'candidate' });
    expect(made.headers.get('set-cookie')).toMatch(/^mv_session=[\w-]{43}; .*HttpOnly.*SameSite=Lax/i);
    const again = await client.post<Me>('/guests');
    expect([again.status, again.body.id]).toEqual([200, made.body.id]);
  });

  it('keeps the interviews when signing up, under a new token', async () => {
    const guest = await stack.guest();
    const before = copyOf(guest);
    const id = await guest.interview();
    const signedUp = await guest.post<Me>('/people', someone());
    expect(signedUp.status).toBe(201);
    expect(signedUp.body.guest).toBe(false);
    expect((await guest.api(`/interviews/${id}`)).status).toBe(200);
    expect(guest.cookie).not.toBe(before.cookie);
    expect((await before.api('/me')).status).toBe(401);
  });
});

describe('an account', () => {
  it('is signed in, known, and signed out at once', async () => {
    const login = someone();
    const client = stack.anybody();
    expect((await client.post('/people', login)).status).toBe(201);
    const copy = copyOf(client);
    expect((await client.api<Me>('/me')).body.email).toBe(login.email);
    expect((await client.api('/sessions/current', { method: 'DELETE' })).status).toBe(204);
    expect(client.cookie).toBeNull();
    expect((await copy.api('/me')).status).toBe(401);
    expect((await client.post('/sessions', { ...login, email: login.email.toUpperCase() })).status).toBe(201);
    expect((await client.api<Me>('/me')).body.email).toBe(login.email);
  });

  it('cannot be made twice with one e-mail address', async () => {
    const login = someone();
    await stack.anybody().post('/people', login);
    const second = await stack.anybody().post<Problem>('/people', login);
    expect(second.status).toBe(409);
    expect(second.body.detail).toMatch(/sign in/i);
  });

  it('is not told apart from an unknown e-mail by a wrong password, in words or in time', async () => {
    const login = someone();
    await stack.anybody().post('/people', login);
    const timed = async (email: string) => {
      const begin = performance.now();
      const { status, body } = await stack.anybody().post<Problem>('/sessions', { email, password: 'wrong but long enough' });
      return { status, detail: body.detail, ms: performance.now() - begin };
    };
    await timed('warm-up@example.com');
    const known = await timed(login.email);
    const unknown = await timed('nobody@example.com');
    expect([unknown.status, unknown.detail]).toEqual([known.status, known.detail]);
    expect(known.status).toBe(401);
    // Without a decoy hash the unknown one takes a few milliseconds.
    expect(unknown.ms).toBeGreaterThan(known.ms / 4);
  });

  it('is not guessed: the eleventh try in ten minutes is refused with the time to wait', async () => {
    const login = someone();
    await stack.anybody().post('/people', login);
    const tries = [];
    for (let i = 0; i < 11; i += 1)
      tries.push(await stack.anybody().post<Problem>('/sessions', { email: login.email, password: 'wrong wrong wrong' }));
    expect(tries.map((t) => t.status)).toEqual([...Array<number>(10).fill(401), 429]);
    expect(Number(tries.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('a session', () => {
  it('needs a token that we gave', async () => {
    const forger = stack.anybody();
    for (const cookie of [
      'mv_session=',
      `mv_session=${'a'.repeat(43)}`,
      'mv_session=a; mv_session=b',
      'mv_session=%00',
      `mv_session=${'x'.repeat(4_000)}`,
    ]) {
      forger.cookie = cookie;
      expect((await forger.api('/me')).status).toBe(401);
    }
  });

  it('is not carried over from a token that was planted before signing in', async () => {
    const login = someone();
    await stack.anybody().post('/people', login);
    const attacker = await stack.guest();
    const victim = copyOf(attacker);
    await victim.post('/sessions', login);
    expect((await attacker.api('/me')).status).toBe(401);
  });
});

describe('limits by address', () => {
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

  it('stop the thirty-first new person of an hour from one address, and nobody else', async () => {
    const tries = await Promise.all(Array.from({ length: 31 }, () => stack.anybody().post('/guests', {}, from('203.0.113.7'))));
    expect(tries.map((t) => t.status).sort()).toEqual([...Array<number>(30).fill(201), 429]);
    expect((await stack.anybody().post('/guests', {}, from('203.0.113.8'))).status).toBe(201);
  });

  it('count a forged chain of addresses as the one that our proxy saw', async () => {
    const refused = await stack.anybody().post('/guests', {}, from('198.51.100.1, 203.0.113.7'));
    expect(refused.status).toBe(429);
  });
});
