// api-origin.test.ts: another site cannot act on behalf of a person, and answers carry the headers that protect them.
import { API_PREFIX } from '@mockverse/contracts/api';
import type { Client } from '../support/client';
import { type Stack, startStack } from '../support/stack';

let stack: Stack;
let person: Client;
let admin: Client;

beforeAll(async () => {
  stack = await startStack({ workers: false, env: { PUBLIC_URL: 'http://mock.example' } });
  [person, admin] = await Promise.all([stack.guest(), stack.admin()]);
});
afterAll(() => stack.close());

const FOREIGN: [string, Record<string, string>][] = [
  ['another origin', { origin: 'https://evil.example' }],
  ['an opaque origin', { origin: 'null' }],
  ['another port of this host', { origin: 'http://127.0.0.1:1' }],
  ['a cross-site fetch that claims our origin', { 'sec-fetch-site': 'cross-site' }],
  ['a same-site page of another host', { 'sec-fetch-site': 'same-site', origin: 'https://other.mock.example' }],
];
const OURS: [string, Record<string, string>][] = [
  ['our own page', { 'sec-fetch-site': 'same-origin' }],
  ['our own page in an older browser', {}],
  ['the public address behind a proxy', { origin: 'http://mock.example', 'sec-fetch-site': 'cross-site' }],
];
const changes = (client: Client): [string, string, unknown][] => [
  ['POST', '/guests', {}],
  ['POST', '/people', { email: 'victim@example.com', password: 'long enough pass' }],
  ['POST', '/sessions', { email: 'victim@example.com', password: 'long enough pass' }],
  ['DELETE', '/sessions/current', undefined],
  ['POST', '/interviews', { role: 'backend', level: 'mid' }],
  ['POST', '/admin/jobs/retry', {}],
  ['PUT', '/admin/board/api/queues/live/pause', {}],
  ['POST', '/nothing/here', { client: client.url }],
];

describe('a state change asked for by', () => {
  it.each(FOREIGN)('%s is refused everywhere', async (_, headers) => {
    for (const [method, path, body] of changes(admin)) {
      expect([path, (await admin.api(path, { method, headers, ...(body === undefined ? {} : { body }) })).status]).toEqual([
        path,
        403,
      ]);
    }
    expect((await admin.api('/me')).status).toBe(200);
  });

  it.each(OURS)('%s is done', async (_, headers) => {
    expect((await person.post('/interviews', { role: 'backend', level: 'mid' }, { headers })).status).toBe(201);
  });

  it('a program that is no browser is done', async () => {
    const answer = await fetch(`${stack.url}${API_PREFIX}/interviews`, {
      method: 'POST',
      headers: { cookie: person.cookie ?? '', 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'backend', level: 'mid' }),
    });
    expect(answer.status).toBe(201);
  });
});

describe('a body that a form of another site could send', () => {
  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
    'is refused as %s',
    async (type) => {
      const answer = await person.api('/interviews', {
        method: 'POST',
        raw: 'role=backend&level=mid',
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(415);
    },
  );
});

describe('an answer', () => {
  it('forbids everything to whatever would render it, and names no software', async () => {
    const { headers } = await person.api('/me');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('has a request id of our own making, also when it is a problem', async () => {
    const fine = await person.api('/me', { headers: { 'x-request-id': 'forged' } });
    expect(fine.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const problem = await person.api<{ requestId: string }>('/interviews/nothing');
    expect(problem.headers.get('x-request-id')).toBe(problem.body.requestId);
  });
});

describe('with an https address', () => {
  it('the cookie belongs to this host only and never travels in the clear', async () => {
    const secure = await startStack({ workers: false, env: { PUBLIC_URL: 'https://mock.example' } });
    try {
      const client = secure.anybody();
      const { headers } = await client.post('/guests', {}, { headers: { origin: 'https://mock.example' } });
      expect(headers.get('set-cookie')).toMatch(/^__Host-mv_session=.*Path=\/.*Secure/);
      expect(headers.get('strict-transport-security')).toContain('max-age=');
      expect((await client.api('/me')).status).toBe(200);
    } finally {
      await secure.close();
    }
  });
});
