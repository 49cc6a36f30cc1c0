// api-pages.test.ts: everything that is not the API goes to the pages and comes back as it was; the process says how it is.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { freePort } from '../support/redis';
import { type Stack, startStack } from '../support/stack';

interface Seen {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let stack: Stack;
let pages: Server;
let pagesPort: number;
let seen: Seen[] = [];

/** Stands in for the pages' own server. */
const startPages = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((request, answer) => {
      let body = '';
      request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
      request.on('end', () => {
        seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
        answer.writeHead(request.url === '/moved' ? 307 : 200, {
          'content-type': 'text/html',
          'content-security-policy': "script-src 'nonce-abc'",
          'set-cookie': ['a=1', 'b=2'],
          'keep-alive': 'timeout=1',
          ...(request.url === '/moved' ? { location: '/interviews' } : {}),
        });
        answer.write('<p>first</p>');
        setTimeout(() => answer.end('<p>second</p>'), 50);
      });
    }).listen(pagesPort, '127.0.0.1', () => resolve(server));
  });

beforeAll(async () => {
  pagesPort = await freePort();
  stack = await startStack({ workers: false, env: { WEB_ORIGIN: `http://127.0.0.1:${pagesPort}` } });
});
afterAll(async () => {
  await stack.close();
  pages?.close();
});
beforeEach(() => {
  seen = [];
});

describe('while the pages are starting', () => {
  it('a page says so and looks again by itself', async () => {
    const page = await stack.anybody().api('//interviews');
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '2']);
    expect(page.text).toContain('http-equiv="refresh"');
    expect(page.headers.get('content-type')).toContain('text/html');
  });

  it('the API answers, and its unknown addresses are problems, not pages', async () => {
    expect((await stack.anybody().api('/catalog')).status).toBe(200);
    const unknown = await stack.anybody().api('/no-such-thing');
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });
});

describe('a page', () => {
  beforeAll(async () => {
    pages = await startPages();
  });

  it('comes back as it is, with its own policy, every cookie and a request id', async () => {
    const page = await stack.anybody().api('//interviews/1?a=b%20c&a=d');
    expect(page.text).toBe('<p>first</p><p>second</p>');
    expect(page.headers.get('content-security-policy')).toBe("script-src 'nonce-abc'");
    expect(page.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(page.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen[0]?.url).toBe('/interviews/1?a=b%20c&a=d');
  });

  it('learns who asked under which name, and cannot be lied to about it', async () => {
    await stack
      .anybody()
      .api('//', { headers: { 'x-forwarded-for': '198.51.100.1', 'x-forwarded-host': 'evil.example', cookie: 'mv_session=x' } });
    expect(seen[0]?.headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': new URL(stack.url).host,
      'x-forwarded-proto': 'http',
      cookie: 'mv_session=x',
    });
  });

  it('gets a body of any kind unread, and its redirect is passed on', async () => {
    await stack
      .anybody()
      .api('//action', { method: 'POST', raw: 'a=1&b=2', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect([seen[0]?.method, seen[0]?.body]).toEqual(['POST', 'a=1&b=2']);
    const moved = await stack.anybody().api('//moved');
    expect([moved.status, moved.headers.get('location')]).toEqual([307, '/interviews']);
  });

  it('is not changed on behalf of another site', async () => {
    const refused = await stack
      .anybody()
      .api('//action', { method: 'POST', raw: 'x', headers: { origin: 'https://evil.example', 'content-type': 'text/plain' } });
    expect([refused.status, seen.length]).toEqual([403, 0]);
  });

  it('that was left half-way is let go of on both sides', async () => {
    const leaving = new AbortController();
    const page = stack.anybody().api('//slow', { signal: leaving.signal });
    leaving.abort();
    await expect(page).rejects.toThrow();
    expect((await stack.anybody().api('//next')).status).toBe(200);
  });
});

describe('the process', () => {
  it('is alive and ready', async () => {
    expect((await stack.anybody().api('//livez')).body).toEqual({ alive: true });
    expect((await stack.anybody().api('//readyz')).body).toEqual({ ready: true });
  });

  it('counts requests by route, never by address', async () => {
    const person = await stack.guest();
    await person.snapshot(await person.interview());
    const { text } = await stack.anybody().api('//metrics');
    expect(text).toContain('route="/api/v1/interviews/:id"');
    expect(text).not.toMatch(/route="[^"]*[0-9a-f]{8}-/);
  });
});
