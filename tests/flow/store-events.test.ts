// store-events.test.ts: events have no gap and no double, however many write at once.
import {
  aChunk,
  aPlan,
  aQuestion,
  claimed,
  listeningInterview,
  startedInterview,
  storeOnTestDatabase,
  type TestStore,
} from '../builders/stored-interview';

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
