// store-events.test.ts: events have no gap and no double, however many write at once.
import { Superseded } from '@mockverse/store/superseded';
import { Client } from 'pg';
import {
  aChunk,
  answeredInterview,
  aPlan,
  aQuestion,
  claimed,
  listeningInterview,
  startedInterview,
  storeOnTestDatabase,
  type TestStore,
} from '../builders/stored-interview';
import { until } from '../support/until';

let test: TestStore;
beforeAll(async () => {
  test = await storeOnTestDatabase();
});
afterAll(() => test.close());

const seqs = (length: number) => Array.from({ length }, (_, i) => i + 1);

it('are numbered 1 to n when many write at once', async () => {
  const { person, id } = await startedInterview(test.store);
  const claim = await claimed(test.store, id, 0);
  await test.store.questions.begin(claim, aPlan());
  const announce = seqs(40).map((n) => () => test.store.questions.announce(claim, n - 1, `Sentence ${n}.`));
  const pauses = seqs(10).flatMap(() => [
    () => test.store.interviews.pause(person, id),
    () => test.store.interviews.resume(person, id),
  ]);
  await Promise.all([...announce, ...pauses].map((write) => write()));
  const { events, lastSeq } = await test.store.events.after(id, 0);
  expect(events.map((event) => event.seq)).toEqual(seqs(lastSeq));
  expect(events.filter((event) => event.type === 'question.sentence')).toHaveLength(40);
});

it('never show a number before every smaller one, and their times never run backwards', async () => {
  const { id } = await startedInterview(test.store);
  const claim = await claimed(test.store, id, 0);
  await test.store.questions.begin(claim, aPlan());
  let writing = true;
  const writers = Promise.all(seqs(60).map((n) => test.store.questions.announce(claim, n - 1, `Sentence ${n}.`))).then(() => {
    writing = false;
  });
  const seen: number[] = [];
  const times: string[] = [];
  for (let again = true; again; ) {
    again = writing;
    const { events } = await test.store.events.after(id, seen.at(-1) ?? 0);
    seen.push(...events.map((event) => event.seq));
    times.push(...events.map((event) => event.at));
  }
  await writers;
  expect(seen).toEqual(seqs(61));
  expect(times).toEqual([...times].sort());
});

describe('a writer that had to wait for another one', () => {
  /** Somebody writes this interview, and has not committed while `work` begins. */
  const whileSomebodyWrites = async <T>(id: string, statement: string, work: () => Promise<T>): Promise<T> => {
    const writer = new Client(test.url);
    await writer.connect();
    try {
      await writer.query('begin');
      await writer.query(statement, [id]);
      const working = work();
      working.catch(() => undefined);
      await until(async () => (await waitingForLocks(writer)) > 0, 'the work waits for the writer');
      await writer.query('commit');
      return await working;
    } finally {
      await writer.end();
    }
  };
  const waitingForLocks = async (client: Client): Promise<number> =>
    (await client.query('select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))')).rows
      .length;
  const PAUSE = `
    with counted as (update interview set last_seq = last_seq + 1 where id = $1 returning id, last_seq)
    insert into event (interview_id, seq, type, data) select id, last_seq, 'interview.paused', '{}' from counted`;

  it('numbers its sentence after what was written meanwhile', async () => {
    const { id } = await startedInterview(test.store);
    const claim = await claimed(test.store, id, 0);
    await test.store.questions.begin(claim, aPlan());
    expect(await whileSomebodyWrites(id, PAUSE, () => test.store.questions.announce(claim, 0, 'After you.'))).toBe(true);
    const { events, lastSeq } = await test.store.events.after(id, 0);
    expect(events.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'question.began'],
      [2, 'interview.paused'],
      [3, 'question.sentence'],
    ]);
    expect(lastSeq).toBe(3);
  });

  it('is refused when a newer claim was taken meanwhile', async () => {
    const { id } = await startedInterview(test.store);
    const claim = await claimed(test.store, id, 0);
    await test.store.questions.begin(claim, aPlan());
    const overtake = 'update interview set question_fence = question_fence + 1 where id = $1';
    const late = whileSomebodyWrites(id, overtake, () => test.store.questions.announce(claim, 0, 'Too late.'));
    await expect(late).rejects.toThrow(Superseded);
    expect(await test.store.events.lastSeq(id)).toBe(1);
  });

  it('announces nothing when the other had announced the same sentence', async () => {
    const { id } = await startedInterview(test.store);
    const claim = await claimed(test.store, id, 0);
    await test.store.questions.begin(claim, aPlan());
    const same = `
      with held as (select id from interview where id = $1 for no key update)
      insert into sentence (interview_id, turn, index, text) select id, 1, 0, 'Once.' from held`;
    expect(await whileSomebodyWrites(id, same, () => test.store.questions.announce(claim, 0, 'Once.'))).toBe(false);
    expect(await test.store.events.lastSeq(id)).toBe(1);
  });

  it('claims the question with the answer that was amended meanwhile', async () => {
    const { id } = await answeredInterview(test.store);
    const amend = `
      with held as (select id from interview where id = $1 for no key update)
      update turn set answer = 'Amended.' from held where interview_id = held.id and turn = 1`;
    const claim = await whileSomebodyWrites(id, amend, () => test.store.questions.claim(id, 1));
    expect(claim?.past[0]?.answer).toBe('Amended.');
  });
});

it('are read on from any number, in pages', async () => {
  const { person, id } = await listeningInterview(test.store);
  await test.store.chunks.append(person, id, aChunk(1, { endOfTurn: true }));
  const all = await test.store.events.after(id, 0);
  expect(all.events.map((event) => event.type)).toEqual(['question.began', 'question.sentence', 'question.asked', 'turn.closed']);
  const page = await test.store.events.after(id, 1, 2);
  expect(page).toEqual({ events: all.events.slice(1, 3), lastSeq: 4 });
  expect(await test.store.events.after(id, 4)).toEqual({ events: [], lastSeq: 4 });
});

it('say what happened in the shape that was promised', async () => {
  const { id } = await listeningInterview(test.store);
  const { events } = await test.store.events.after(id, 2);
  const { text, source, vocabulary } = aQuestion();
  const { kind, reason } = aPlan();
  expect(events).toEqual([
    {
      seq: 3,
      type: 'question.asked',
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { turn: 1, text, kind, source, reason, vocabulary },
    },
  ]);
});
