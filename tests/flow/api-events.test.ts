// api-events.test.ts: the same events arrive once and in order as a stream, as a list, and after a wait.
import { type AddressInfo, connect } from 'node:net';
import { API_PREFIX } from '@mockverse/contracts/api';
import { type EventReader, readEvents } from '../support/event-reader';
import { type Stack, startStack } from '../support/stack';
import { until } from '../support/until';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

const asked = async () => {
  const person = await stack.guest();
  const id = await person.interview();
  await person.waitForEvent(id, 'question.asked');
  return { person, id };
};

describe('the event stream', () => {
  it('tells what was and what comes, with numbers, names and the same objects as the list', async () => {
    const { person, id } = await asked();
    const reader = await readEvents(person, id);
    expect(reader.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
    expect(reader.headers['x-request-id']).toBeDefined();
    await person.answer(id, 1, 'An index makes reads fast and writes slow, because every write also changes the index.');
    await until(
      () => reader.events.some((event) => event.type === 'question.asked' && event.data.turn === 2),
      'the second question arrived',
    );
    const { events } = (await person.events(id)).body;
    expect(reader.events).toEqual(events.slice(0, reader.events.length));
    expect(reader.ids).toEqual(reader.events.map(({ seq }) => String(seq)));
    expect(reader.comments).toContain('connected');
    reader.cut();
  });

  it('goes on after the last number a browser saw', async () => {
    const { person, id } = await asked();
    const { lastSeq } = (await person.events(id)).body;
    const [byHeader, byQuery, nonsense] = await Promise.all([
      readEvents(person, id, { lastEventId: lastSeq - 1 }),
      readEvents(person, id, { after: lastSeq - 1 }),
      readEvents(person, id, { lastEventId: Number.NaN }),
    ]);
    await until(
      () => byHeader.events.length === 1 && byQuery.events.length === 1 && nonsense.events.length === lastSeq,
      'each got what it lacked',
    );
    expect(byHeader.events).toEqual(byQuery.events);
    for (const reader of [byHeader, byQuery, nonsense]) reader.cut();
  });

  it('is closed within five seconds of signing out, and says so', async () => {
    const { person, id } = await asked();
    const reader = await readEvents(person, id);
    await person.api('/sessions/current', { method: 'DELETE' });
    await until(() => reader.isEnded(), 'the stream ended', 5_000);
    expect(reader.goodbyes).toEqual(['signed-out']);
  });

  it('gives a person four of them: the fifth takes the place of the oldest', async () => {
    const { person, id } = await asked();
    const readers: EventReader[] = [];
    for (let i = 0; i < 5; i += 1) readers.push(await readEvents(person, id));
    await until(() => readers[0]?.isEnded() ?? false, 'the oldest ended');
    expect(readers[0]?.goodbyes).toEqual(['replaced']);
    expect(readers.slice(1).map((reader) => reader.isEnded())).toEqual([false, false, false, false]);
    for (const reader of readers) reader.cut();
  });

  it('is let go of when the reader stops reading, instead of filling the memory', async () => {
    const { person, id } = await asked();
    const socket = connect({ port: Number(new URL(stack.url).port), host: '127.0.0.1' } satisfies Partial<AddressInfo> & {
      host: string;
    });
    socket.pause();
    socket.write(
      `GET ${API_PREFIX}/interviews/${id}/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nCookie: ${person.cookie}\r\n\r\n`,
    );
    const open = async () => Number(/^event_streams_open (\d+)/m.exec((await person.api('//metrics')).text)?.[1]);
    await until(async () => (await open()) > 0, 'the stream is open');
    socket.destroy();
    await until(async () => (await open()) === 0, 'no stream is counted any more');
  });
});

describe('the list', () => {
  it('waits for news, and comes with it', async () => {
    const { person, id } = await asked();
    const { lastSeq } = (await person.events(id)).body;
    const begin = Date.now();
    const waiting = person.events(id, { after: lastSeq, wait: 25 });
    await person.post(`/interviews/${id}/pause`);
    const { body } = await waiting;
    expect(body.events.map(({ type }) => type)).toEqual(['interview.paused']);
    expect(Date.now() - begin).toBeLessThan(3_000);
  });

  it('is empty when the wait is over', async () => {
    const { person, id } = await asked();
    const { lastSeq } = (await person.events(id)).body;
    expect((await person.events(id, { after: lastSeq, wait: 1 })).body).toEqual({ events: [], lastSeq });
  });

  it.each(['after=-1', 'after=x', 'wait=26', 'after=99999999999999', 'after=1.5', 'wait=NaN'])(
    'is refused with a sentence for ?%s',
    async (query) => {
      const person = await stack.guest();
      const id = await person.interview();
      const refused = await person.api<{ detail: string }>(`/interviews/${id}/events?${query}`);
      expect([refused.status, refused.body.detail.length > 5]).toEqual([400, true]);
    },
  );
});

describe('a server that closes', () => {
  it('says goodbye on every stream, ends every wait, and is gone at once', async () => {
    const closing = await startStack();
    const person = await closing.guest();
    const id = await person.interview();
    await person.waitForEvent(id, 'question.asked');
    const { lastSeq } = (await person.events(id)).body;
    const readers = await Promise.all([readEvents(person, id), readEvents(person, id)]);
    const waiting = person.events(id, { after: lastSeq, wait: 25 });
    await until(() => readers.every((reader) => reader.events.length > 0), 'both streams are open');
    const begin = Date.now();
    await Promise.all([closing.close(), ...readers.map((reader) => reader.ended)]);
    expect((await waiting).status).toBe(200);
    expect(readers.map((reader) => reader.comments.at(-1))).toEqual(['bye', 'bye']);
    expect(Date.now() - begin).toBeLessThan(8_000);
  });
});
