// store-chunks.test.ts: every chunk is stored once, and an answer closes exactly once, in whatever order its chunks come.
import { TryLater } from '@mockverse/runtime/errors';
import { Client } from 'pg';
import {
  aChunk,
  answeredInterview,
  ask,
  listeningInterview,
  type Started,
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

const append = ({ person, id }: Started, ...chunk: Parameters<typeof aChunk>) =>
  test.store.chunks.append(person, id, aChunk(...chunk));
const shuffled = <T>(items: T[]): T[] =>
  items
    .map((item) => [Math.random(), item] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);
const answerOf = async ({ person, id }: Started, turn = 1) =>
  (await test.store.interviews.snapshot(person, id)).turns[turn - 1]?.answer;
const refusal = (status: number) => expect.objectContaining({ name: 'Refused', status });

describe('a chunk in its place', () => {
  it('is stored without an event and without closing the turn', async () => {
    const interview = await listeningInterview(test.store);
    const before = await test.store.events.lastSeq(interview.id);
    expect(await append(interview, 1)).toEqual({ heard: 1, closed: false, closedNow: null, gradeDue: null, rang: false });
    expect(await test.store.events.lastSeq(interview.id)).toBe(before);
  });

  it('does not wait for whoever writes the interview at that moment', async () => {
    const interview = await listeningInterview(test.store);
    const writer = new Client(test.url);
    await writer.connect();
    await writer.query('begin');
    await writer.query('select 1 from interview where id = $1 for no key update', [interview.id]);
    expect(await append(interview, 1)).toMatchObject({ heard: 1 });
    await writer.end();
  });

  it('closes the turn when it says the answer is over, and names the grading that is due', async () => {
    const interview = await listeningInterview(test.store);
    await append(interview, 1);
    const closed = await append(interview, 2, { endOfTurn: true });
    expect(closed).toEqual({
      heard: 2,
      closed: true,
      closedNow: { turn: 1, transcript: 1 },
      gradeDue: { turn: 1, transcript: 1 },
      rang: true,
    });
    const snapshot = await test.store.interviews.snapshot(interview.person, interview.id);
    expect(snapshot).toMatchObject({
      state: 'awaiting-question',
      turns: [{ answer: 'word1 word2', state: 'closed', grading: 'waiting', heardThrough: 2 }],
    });
  });

  it('of an opening is not graded', async () => {
    const interview = await startedInterview(test.store);
    await ask(test.store, interview.id, 0, 'opening');
    expect(await append(interview, 1, { endOfTurn: true })).toMatchObject({ closedNow: { turn: 1 }, gradeDue: null });
  });

  it('counts as heard only through the first gap', async () => {
    const interview = await listeningInterview(test.store);
    for (const seq of [1, 2, 4]) await append(interview, seq);
    expect((await test.store.interviews.snapshot(interview.person, interview.id)).turns[0]?.heardThrough).toBe(2);
  });
});

describe('the same chunk again', () => {
  it('is the same answer while the turn is open', async () => {
    const interview = await listeningInterview(test.store);
    const first = await append(interview, 1);
    expect(await append(interview, 1)).toEqual(first);
  });

  it('is harmless after the turn has closed, and after the interview has ended', async () => {
    const interview = await answeredInterview(test.store);
    const again = () => append(interview, 1, { text: 'It keeps keys sorted.', endOfTurn: true });
    expect(await again()).toEqual({ heard: 1, closed: true, closedNow: null, gradeDue: null, rang: false });
    await test.store.interviews.end(interview.person, interview.id, 'person');
    expect(await again()).toMatchObject({ heard: 1, closed: true });
  });

  it('may end the answer that it did not end the first time', async () => {
    const interview = await listeningInterview(test.store);
    await append(interview, 1);
    expect(await append(interview, 1, { endOfTurn: true })).toMatchObject({ closed: true, closedNow: { turn: 1 } });
  });

  it('is a conflict with another text, or another kind', async () => {
    const interview = await listeningInterview(test.store);
    await append(interview, 1);
    await expect(append(interview, 1, { text: 'other' })).rejects.toEqual(refusal(409));
    await expect(append(interview, 1, { kind: 'interim' })).rejects.toEqual(refusal(409));
    await append(interview, 2, { endOfTurn: true });
    await expect(append(interview, 1, { text: 'other' })).rejects.toEqual(refusal(409));
    expect(await answerOf(interview)).toBe('word1 word2');
  });
});

describe('a chunk out of place is refused', () => {
  it('for a question that has not been asked', async () => {
    const interview = await startedInterview(test.store);
    await expect(append(interview, 1)).rejects.toEqual(refusal(409));
    await ask(test.store, interview.id, 0);
    await expect(append(interview, 1, { turn: 2 })).rejects.toThrow('That question has not been asked yet.');
  });

  it("for somebody else's interview, and for one that does not exist", async () => {
    const interview = await listeningInterview(test.store);
    const other = (await test.store.people.create()).id;
    await expect(append({ ...interview, person: other }, 1)).rejects.toEqual(refusal(404));
    await expect(append({ ...interview, id: other }, 1)).rejects.toEqual(refusal(404));
  });

  it('after the end of the answer, open or closed', async () => {
    const interview = await listeningInterview(test.store);
    await append(interview, 3, { endOfTurn: true });
    await expect(append(interview, 4)).rejects.toEqual(refusal(409));
    await append(interview, 1);
    await append(interview, 2);
    await expect(append(interview, 4)).rejects.toEqual(refusal(409));
  });

  it('when it would end an answer that another chunk has ended, or that went on', async () => {
    const interview = await listeningInterview(test.store);
    await append(interview, 5);
    await expect(append(interview, 3, { endOfTurn: true })).rejects.toEqual(refusal(409));
    await append(interview, 6, { endOfTurn: true });
    await expect(append(interview, 4, { endOfTurn: true })).rejects.toEqual(refusal(409));
  });

  it('when the interview has ended', async () => {
    const interview = await listeningInterview(test.store);
    await append(interview, 1);
    await test.store.interviews.end(interview.person, interview.id, 'person');
    await expect(append(interview, 2)).rejects.toEqual(refusal(409));
  });
});

describe('chunks that arrive at once, in any order', () => {
  it('close the turn exactly once and lose no word', async () => {
    const seqs = Array.from({ length: 50 }, (_, i) => i + 1);
    const words = seqs.map((seq) => `word${seq}`).join(' ');
    for (let round = 0; round < 12; round++) {
      const interview = await listeningInterview(test.store);
      const results = await Promise.all(
        shuffled(seqs).map((seq) => patiently(() => append(interview, seq, { endOfTurn: seq === 50 }))),
      );
      expect(results.filter((result) => result.closedNow)).toHaveLength(1);
      expect(await answerOf(interview)).toBe(words);
    }
  }, 60_000);

  it('close the turn exactly once when the last missing one meets the end', async () => {
    for (let round = 0; round < 60; round++) {
      const interview = await listeningInterview(test.store);
      const both = round % 2 === 0 ? [1, 2] : [2, 1];
      const results = await Promise.all(both.map((seq) => append(interview, seq, { endOfTurn: seq === 2 })));
      expect(results.filter((result) => result.closedNow)).toHaveLength(1);
    }
  }, 60_000);

  it('close the turn when the end had to wait for a chunk that was being stored', async () => {
    const interview = await listeningInterview(test.store);
    const writer = new Client(test.url);
    await writer.connect();
    await writer.query('begin');
    await writer.query("insert into chunk (interview_id, turn, seq, kind, text) values ($1, 1, 1, 'final', 'word1')", [
      interview.id,
    ]);
    const ending = append(interview, 2, { endOfTurn: true });
    const blocked = 'select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))';
    await until(async () => (await writer.query(blocked)).rows.length > 0, 'the end waits for the chunk');
    await writer.query('commit');
    await writer.end();
    expect(await ending).toMatchObject({ closed: true, closedNow: { turn: 1 } });
    expect(await answerOf(interview)).toBe('word1 word2');
  });

  it('are stored once when every one is sent three times', async () => {
    const interview = await listeningInterview(test.store);
    const seqs = shuffled([1, 2, 3, 4, 5, 6].flatMap((seq) => [seq, seq, seq]));
    const results = await Promise.all(seqs.map((seq) => append(interview, seq, { endOfTurn: seq === 6 })));
    expect(results.filter((result) => result.closedNow)).toHaveLength(1);
    expect(await answerOf(interview)).toBe('word1 word2 word3 word4 word5 word6');
  });
});

describe('a chunk that comes late', () => {
  /** Turn 1 was closed by the sweep with chunk 2 of 3 missing. */
  const closedWithGap = async () => {
    const interview = await listeningInterview(test.store);
    await append(interview, 1);
    await append(interview, 3, { endOfTurn: true });
    const closed = (await test.store.questions.closeOverdueTurns(0)).filter(({ id }) => id === interview.id);
    return { interview, closed };
  };

  it('finds the turn closed by the sweep with what was heard', async () => {
    const { interview, closed } = await closedWithGap();
    expect(closed).toEqual([{ id: interview.id, turn: 1, transcript: 1, gradeDue: { turn: 1, transcript: 1 } }]);
    expect(await answerOf(interview)).toBe('word1 word3');
  });

  it('amends the answer, and the new one is graded', async () => {
    const { interview } = await closedWithGap();
    expect(await append(interview, 2)).toEqual({
      heard: 2,
      closed: true,
      closedNow: null,
      gradeDue: { turn: 1, transcript: 2 },
      rang: true,
    });
    expect(await answerOf(interview)).toBe('word1 word2 word3');
    const { events } = await test.store.events.after(interview.id, 0);
    expect(events.at(-1)).toMatchObject({ type: 'turn.amended', data: { turn: 1, answer: 'word1 word2 word3' } });
    expect(await test.store.grades.claim(interview.id, 1, 1)).toBeNull();
    expect(await test.store.grades.claim(interview.id, 1, 2)).toMatchObject({ answer: 'word1 word2 word3' });
  });

  it('changes nothing when it adds no word', async () => {
    const { interview } = await closedWithGap();
    expect(await append(interview, 2, { kind: 'interim', text: 'word' })).toMatchObject({ gradeDue: null, rang: false });
  });
});

/** Fifty at once on ten connections: a browser would send again after a 503, and so does this. */
async function patiently<T>(work: () => Promise<T>, tries = 5): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TryLater) || tries === 1) throw error;
    return patiently(work, tries - 1);
  }
}
