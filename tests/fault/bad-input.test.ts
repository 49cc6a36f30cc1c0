// bad-input.test.ts: whatever is sent as a chunk, the answer is a sentence or a harmless yes, and the interview stays whole.
import type { ChunkIn, Problem } from '@mockverse/contracts/api';
import type { Client } from '../support/client';
import { type Stack, startStack } from '../support/stack';

let stack: Stack;
let person: Client;
let id: string;

beforeAll(async () => {
  stack = await startStack();
  person = await stack.guest();
});
afterAll(async () => {
  expect(stack.log.lines.filter(({ message }) => message === 'request failed')).toEqual([]);
  await stack.close();
});
beforeEach(async () => {
  id = await person.interview();
  await person.waitForEvent(id, 'question.asked');
});

const chunk = (more: Partial<Record<keyof ChunkIn, unknown>> = {}) => ({
  turn: 1,
  seq: 1,
  kind: 'final',
  text: 'a word',
  ...more,
});
const send = (body: unknown) => person.post<Problem>(`/interviews/${id}/chunks`, body);
const sendRaw = (raw: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
  person.api<Problem>(`/interviews/${id}/chunks`, { method: 'POST', raw, headers: { 'content-type': type } });
const answerOf = async () => (await person.snapshot(id)).turns[0]?.answer;

const BROKEN: [string, unknown][] = [
  ['nothing', null],
  ['a list', []],
  ['a string', 'chunk'],
  ['no text', { turn: 1, seq: 1, kind: 'final' }],
  ['text that is a number', chunk({ text: 5 })],
  ['a NUL in the text', chunk({ text: 'a\u0000b' })],
  ['a lone surrogate', chunk({ text: 'a\ud800b' })],
  ['too long a text', chunk({ text: 'x'.repeat(8_001) })],
  ['turn 0', chunk({ turn: 0 })],
  ['a negative seq', chunk({ seq: -1 })],
  ['half a seq', chunk({ seq: 1.5 })],
  ['a huge seq', chunk({ seq: 1e15 })],
  ['another kind', chunk({ kind: 'loud' })],
  ['a negative time', chunk({ startedAtMs: -5 })],
  ['a time in the wrong unit', chunk({ startedAtMs: 1_700_000_000_000 })],
  ['an end before its beginning', chunk({ startedAtMs: 10, endedAtMs: 5 })],
  ['a confidence of 2', chunk({ confidence: 2 })],
  ['a field nobody knows', { ...chunk(), admin: true }],
];

describe('a chunk', () => {
  it.each(BROKEN)('with %s is refused with a sentence and its place', async (_, body) => {
    const { status, body: problem, headers } = await send(body);
    expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(problem.detail).toMatch(/\w+.*[.!?]$/);
    expect(await answerOf()).toBe('');
  });

  it.each([
    [
      'invalid UTF-8',
      Buffer.concat([
        Buffer.from('{"turn":1,"seq":1,"kind":"final","text":"'),
        Buffer.from([0xc3, 0x28, 0xff]),
        Buffer.from('"}'),
      ]),
    ],
    ['half a JSON', '{"turn":1,'],
    ['no body', ''],
    ['a raw NUL byte', '{"turn":1,"seq":1,"kind":"final","text":"a\u0000b"}'],
    ['a __proto__ key', '{"turn":1,"seq":1,"kind":"final","text":"x","__proto__":{"admin":true}}'],
    ['a constructor key', '{"turn":1,"seq":1,"kind":"final","text":"x","constructor":{"prototype":{"admin":true}}}'],
    ['a deep nest', `{"turn":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['a number that overflows', '{"turn":1e999,"seq":1,"kind":"final","text":"x"}'],
  ])('as %s is refused', async (_, raw) => {
    const { status, body } = await sendRaw(raw);
    expect([status, typeof body.detail]).toEqual([400, 'string']);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('of one megabyte is refused, and the connection stays usable', async () => {
    expect((await sendRaw(JSON.stringify(chunk({ text: 'x'.repeat(1_000_000) })))).status).toBe(413);
    expect((await send(chunk())).status).toBe(202);
  });

  it('with every kind of character a person can say is kept as it is', async () => {
    const text = 'Zażółć 👩‍👩‍👧 ﷽ \u202e reversed <img src=x onerror=alert(1)> `; drop table turn; --` \\u0000';
    expect((await send(chunk({ text }))).status).toBe(202);
    await send(chunk({ seq: 2, text: 'end.', endOfTurn: true }));
    expect(await answerOf()).toContain('<img src=x onerror=alert(1)>');
  });
});

describe('chunks', () => {
  it('out of order make the same answer', async () => {
    expect((await person.say(id, 1, 3, 'three.', { endOfTurn: true })).body.closed).toBe(false);
    expect((await person.say(id, 1, 1, 'One')).status).toBe(202);
    expect((await person.say(id, 1, 2, 'two')).body.closed).toBe(true);
    expect(await answerOf()).toBe('One two three.');
  });

  it('repeated, also at the same moment, are one chunk; another text under their number is refused', async () => {
    const many = await Promise.all(Array.from({ length: 10 }, () => person.say(id, 1, 1, 'once')));
    expect(many.map(({ status }) => status)).toEqual(Array(10).fill(202));
    expect((await send(chunk({ text: 'twice' }))).status).toBe(409);
    await person.say(id, 1, 2, 'only.', { endOfTurn: true });
    expect(await answerOf()).toBe('once only.');
  });

  it('for a question that was not asked, or after the answer was complete, are refused', async () => {
    expect((await send(chunk({ turn: 2 }))).status).toBe(409);
    await person.say(id, 1, 1, 'done.', { endOfTurn: true });
    expect((await send(chunk({ seq: 2 }))).status).toBe(409);
    expect((await person.say(id, 1, 1, 'done.', { endOfTurn: true })).status).toBe(202);
  });

  it('after the end are refused, but what was heard before is acknowledged again', async () => {
    await person.say(id, 1, 1, 'before');
    await person.post(`/interviews/${id}/end`);
    expect((await person.say(id, 1, 1, 'before')).status).toBe(202);
    const late = await send(chunk({ seq: 2 }));
    expect([late.status, late.body.detail.length > 10]).toEqual([409, true]);
  });

  it.each(['x', '1', '../../etc/passwd', '%00', 'null', '8f14e45f-ceea-4e7a-9c8b-5b1f6c1f0000', "' or 1=1 --"])(
    'for the interview %j find nothing',
    async (other) => {
      const { status } = await person.post(`/interviews/${encodeURIComponent(other)}/chunks`, chunk());
      expect(status).toBe(404);
    },
  );
});

describe('other doors', () => {
  it.each<[string, string, unknown, number]>([
    ['POST', '/people', { email: 'no address', password: 'long enough pass' }, 400],
    ['POST', '/people', { email: 'a@example.com', password: 'short' }, 400],
    ['POST', '/people', { email: 'a@example.com', password: 'x'.repeat(201) }, 400],
    ['POST', '/people', { email: 'a@example.com', password: 'long enough pass', role: 'admin' }, 400],
    ['POST', '/sessions', { email: { $ne: null }, password: { $ne: null } }, 400],
    ['POST', '/interviews', { role: 'cook', level: 'mid' }, 400],
    ['POST', '/interviews', { role: 'backend', level: 'mid', minutes: 31 }, 400],
    ['POST', '/interviews', { role: 'backend', level: 'mid', topics: Array(13).fill('x') }, 400],
    ['POST', '/interviews', { role: 'backend', level: 'mid', jobDescription: 'x'.repeat(8_001) }, 400],
    ['PUT', '/interviews', {}, 405],
    ['GET', '/guests', undefined, 405],
    ['GET', '/nothing', undefined, 404],
    ['GET', '/%ZZ', undefined, 400],
    ['GET', `/${'long'.repeat(30)}`, undefined, 404],
  ])('%s %s with what does not fit answers with a problem', async (method, path, body, status) => {
    const client = path === '/people' || path === '/sessions' ? stack.anybody() : person;
    const answer = await client.api<Problem>(path, { method, ...(body === undefined ? {} : { body }) });
    expect([answer.status, answer.body.status, answer.body.requestId.length]).toEqual([status, status, 36]);
    expect(answer.body.detail).not.toMatch(/prisma|postgres|node_modules|at \w+ \(/i);
  });
});
