// api-access.test.ts: every route of the document, tried as everybody: nobody sees or changes what is not theirs.
import { API_PREFIX, type Problem } from '@mockverse/contracts/api';
import type { Client } from '../support/client';
import { type Stack, startStack } from '../support/stack';

interface Route {
  method: string;
  path: string;
  access: string;
  statuses: string[];
}

interface Document {
  paths: Record<string, Record<string, { 'x-access'?: string; responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, unknown> };
}

let stack: Stack;
let owner: Client;
let other: Client;
let admin: Client;
let anybody: Client;
let interview: string;
let routes: Route[];

beforeAll(async () => {
  stack = await startStack({ workers: false });
  [owner, other, admin] = await Promise.all([stack.guest(), stack.guest(), stack.admin()]);
  anybody = stack.anybody();
  interview = await owner.interview();
  const { body } = await anybody.api<Document>('/openapi.json');
  routes = Object.entries(body.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { 'x-access': access, responses }]) => ({
      method: method.toUpperCase(),
      path,
      access: access ?? 'nobody',
      statuses: Object.keys(responses),
    })),
  );
});
afterAll(() => stack.close());

const VALID: Record<string, unknown> = {
  '/interviews': { role: 'backend', level: 'mid' },
  '/interviews/{id}/chunks': { turn: 1, seq: 1, kind: 'final', text: 'mine' },
};

/** The route with the owner's interview in it, and a body that would be accepted. */
const ask = (client: Client, { method, path }: Route) => {
  const below = path.slice(API_PREFIX.length);
  const address = below.replace('{lane}', 'live').replace('/jobs/live/{id}', '/jobs/live/1').replace('{id}', interview);
  return client.api<Problem>(address, { method, ...(method === 'POST' ? { body: VALID[below] ?? {} } : {}) });
};
const named = ({ method, path }: Route) => `${method} ${path}`;
const answers = async (client: Client, tried: Route[]) => {
  const statuses: Record<string, number> = {};
  for (const route of tried) statuses[named(route)] = (await ask(client, route)).status;
  return statuses;
};
const all = (tried: Route[], status: number) => Object.fromEntries(tried.map((route) => [named(route), status]));

describe('the document', () => {
  it('says for every route who may use it, what success is, and that errors are problems', () => {
    expect(routes.length).toBeGreaterThanOrEqual(20);
    expect(routes.filter(({ access }) => !['open', 'person', 'admin'].includes(access))).toEqual([]);
    expect(routes.filter(({ statuses }) => !statuses.some((s) => s.startsWith('2')) || !statuses.includes('503'))).toEqual([]);
    expect(routes.filter(({ access, statuses }) => access !== 'open' && !statuses.includes('401'))).toEqual([]);
  });

  it('names the open routes, and these are all', () => {
    expect(
      routes
        .filter(({ access }) => access === 'open')
        .map(named)
        .sort(),
    ).toEqual(['GET /api/v1/catalog', 'POST /api/v1/guests', 'POST /api/v1/people', 'POST /api/v1/sessions'].sort());
  });
});

describe('without a session', () => {
  it('every route that is not open answers 401', async () => {
    const closed = routes.filter(({ access }) => access !== 'open');
    expect(await answers(anybody, closed)).toEqual(all(closed, 401));
  });
});

describe('somebody else', () => {
  it('finds nothing at any address of an interview that is not theirs, and changes nothing', async () => {
    const before = await owner.snapshot(interview);
    const theirs = routes.filter(({ path, access }) => access === 'person' && path.includes('{id}'));
    expect(theirs.length).toBeGreaterThanOrEqual(7);
    expect(await answers(other, theirs)).toEqual(all(theirs, 404));
    expect(await answers(admin, theirs)).toEqual(all(theirs, 404));
    expect({ ...(await owner.snapshot(interview)), leftMs: 0 }).toEqual({ ...before, leftMs: 0 });
  });

  it('sees no difference between an interview of another person and one that does not exist', async () => {
    const [foreign, missing] = await Promise.all([
      other.api<Problem>(`/interviews/${interview}`),
      other.api<Problem>('/interviews/8f14e45f-ceea-4e7a-9c8b-5b1f6c1f0000'),
    ]);
    expect(foreign.body.detail).toBe(missing.body.detail);
  });

  it('sees only their own interviews in the list', async () => {
    expect((await other.api<{ interviews: unknown[] }>('/interviews')).body.interviews).toEqual([]);
  });

  it('cannot open another one’s event stream', async () => {
    const stream = await other.api<Problem>(`/interviews/${interview}/events`, { headers: { accept: 'text/event-stream' } });
    expect([stream.status, stream.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });
});

describe('somebody who is no admin', () => {
  it('is kept out of every admin route', async () => {
    const admins = routes.filter(({ access }) => access === 'admin');
    expect(admins.length).toBeGreaterThanOrEqual(5);
    expect(await answers(owner, admins)).toEqual(all(admins, 403));
  });

  it.each(['/admin/board', '/admin/board/', '/admin/board/api/queues', '/admin/board/static/favicon.ico'])(
    'does not see the queue board at %s',
    async (path) => {
      expect((await anybody.api(path)).status).toBe(401);
      expect((await owner.api(path)).status).toBe(403);
    },
  );

  it('does not read the metrics from elsewhere', async () => {
    expect((await owner.api('//metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(403);
    expect((await anybody.api('//metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(401);
  });
});

describe('an admin', () => {
  it('sees operations, lanes, failed jobs, the board and the metrics', async () => {
    for (const path of ['/admin/operations', '/admin/queues', '/admin/jobs', '/admin/board', '/admin/board/api/queues']) {
      expect([path, (await admin.api(path)).status]).toEqual([path, 200]);
    }
    const metrics = await admin.api('//metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(metrics.text).toContain('queue_jobs{lane="live",state="waiting"}');
    expect((await admin.api<{ backend: string; openInterviews: number }>('/admin/operations')).body).toMatchObject({
      backend: 'postgresql',
      openInterviews: 1,
    });
  });

  it('retries what is not there with 404, and all of nothing with 0', async () => {
    expect((await admin.post('/admin/jobs/live/no-such-job/retry')).status).toBe(404);
    expect((await admin.post('/admin/jobs/elsewhere/1/retry')).status).toBe(400);
    expect((await admin.post<{ retried: number }>('/admin/jobs/retry')).body).toEqual({ retried: 0 });
  });
});
