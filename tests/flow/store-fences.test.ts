// store-fences.test.ts: a worker that was overtaken cannot write any more, and nothing is said or graded twice.
import type { GradeClaim } from '@mockverse/store/grades';
import { Superseded } from '@mockverse/store/superseded';
import {
  aChunk,
  aGrade,
  answeredInterview,
  aPlan,
  aQuestion,
  aReport,
  ask,
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

const sentences = async (id: string) =>
  (await test.store.events.after(id, 0)).events.filter((event) => event.type === 'question.sentence');

async function gradeClaim(id: string, transcript = 1): Promise<GradeClaim> {
  const claim = await test.store.grades.claim(id, 1, transcript);
  if (!claim) throw new Error('turn 1 does not wait for a grading');
  return claim;
}

describe('a question', () => {
  it('is refused at every write of a claim that was overtaken', async () => {
    const { id } = await startedInterview(test.store);
    const old = await claimed(test.store, id, 0);
    await test.store.questions.begin(old, aPlan());
    await claimed(test.store, id, 0);
    await expect(test.store.questions.begin(old, aPlan())).rejects.toThrow(Superseded);
    await expect(test.store.questions.announce(old, 0, 'Hello.')).rejects.toThrow(Superseded);
    await expect(test.store.questions.degraded(old, 'slow')).rejects.toThrow(Superseded);
    await expect(test.store.questions.save(old, aQuestion())).rejects.toThrow(Superseded);
    expect(await test.store.events.lastSeq(id)).toBe(1);
  });

  it('goes on with the plan and after the sentences that an earlier run left behind', async () => {
    const { id } = await startedInterview(test.store);
    const dead = await claimed(test.store, id, 0);
    await test.store.questions.begin(dead, aPlan());
    await test.store.questions.announce(dead, 0, 'You said you like indexes.');
    const next = await claimed(test.store, id, 0);
    expect(next.existing).toEqual({ plan: aPlan(), spoken: ['You said you like indexes.'] });
    const begun = await test.store.questions.begin(next, aPlan({ record: 'other', kind: 'probe' }));
    expect(begun).toEqual({ plan: aPlan(), spoken: ['You said you like indexes.'] });
    expect((await test.store.events.after(id, 0)).events.filter((event) => event.type === 'question.began')).toHaveLength(1);
  });

  it('is announced sentence by sentence, each one once', async () => {
    const { id } = await startedInterview(test.store);
    const claim = await claimed(test.store, id, 0);
    await test.store.questions.begin(claim, aPlan());
    const said = await Promise.all([1, 2, 3, 4, 5].map(() => test.store.questions.announce(claim, 0, 'Only once.')));
    expect(said.filter(Boolean)).toHaveLength(1);
    expect(await sentences(id)).toHaveLength(1);
  });

  it('is asked once when two workers save at the same moment', async () => {
    const { id } = await startedInterview(test.store);
    const claim = await claimed(test.store, id, 0);
    await test.store.questions.begin(claim, aPlan());
    const saves = await Promise.allSettled([1, 2, 3].map(() => test.store.questions.save(claim, aQuestion())));
    expect(saves.filter((save) => save.status === 'fulfilled')).toHaveLength(1);
    expect(await test.store.questions.claim(id, 0)).toBeNull();
  });

  it('is not asked any more when the interview ended meanwhile', async () => {
    const { person, id } = await startedInterview(test.store);
    const claim = await claimed(test.store, id, 0);
    await test.store.questions.begin(claim, aPlan());
    await test.store.interviews.end(person, id, 'person');
    await expect(test.store.questions.save(claim, aQuestion())).rejects.toThrow(Superseded);
    expect((await test.store.interviews.snapshot(person, id)).turns).toEqual([]);
    expect(await test.store.questions.claim(id, 0)).toBeNull();
  });

  it('knows what was asked and answered before, in this interview and in earlier ones', async () => {
    const earlier = await answeredInterview(test.store);
    const { id } = await startedInterview(test.store, earlier.person);
    const first = await claimed(test.store, id, 0);
    expect(first).toMatchObject({
      turn: 1,
      past: [],
      askedRecords: ['sql-indexing'],
      existing: null,
      interview: { role: 'backend', minutes: 15 },
    });
    const next = await claimed(test.store, earlier.id, 1);
    expect(next.past).toEqual([{ turn: 1, plan: aPlan(), question: aQuestion().text, answer: 'It keeps keys sorted.' }]);
    expect(next.elapsedMs).toBeGreaterThanOrEqual(0);
  });
});

describe('a grading', () => {
  it('is refused for a claim that was overtaken', async () => {
    const { id } = await answeredInterview(test.store);
    const old = await gradeClaim(id);
    const current = await gradeClaim(id);
    await expect(test.store.grades.save(old, aGrade())).rejects.toThrow(Superseded);
    await expect(test.store.grades.fail(old, 'too slow')).rejects.toThrow(Superseded);
    await test.store.grades.save(current, aGrade());
    await expect(test.store.grades.save(current, aGrade())).rejects.toThrow(Superseded);
    expect((await test.store.events.after(id, 0)).events.filter((event) => event.type === 'turn.graded')).toHaveLength(1);
  });

  it('is refused when the answer was amended meanwhile', async () => {
    const { person, id } = await listeningInterview(test.store);
    await test.store.chunks.append(person, id, aChunk(2, { endOfTurn: true }));
    await test.store.questions.closeOverdueTurns(0);
    const claim = await gradeClaim(id);
    await test.store.chunks.append(person, id, aChunk(1));
    await expect(test.store.grades.save(claim, aGrade())).rejects.toThrow(Superseded);
    await test.store.grades.save(await gradeClaim(id, 2), aGrade());
  });
});

describe('a report', () => {
  it('is refused for a claim that was overtaken, and written once', async () => {
    const { person, id } = await startedInterview(test.store);
    await ask(test.store, id, 0);
    await test.store.interviews.end(person, id, 'person');
    const old = await test.store.reports.claim(id);
    const current = await test.store.reports.claim(id);
    if (!old || !current) throw new Error('the report is not owed');
    await expect(test.store.reports.save(old, aReport(old))).rejects.toThrow(Superseded);
    await test.store.reports.save(current, aReport(current));
    await expect(test.store.reports.save(current, aReport(current))).rejects.toThrow(Superseded);
    await expect(test.store.reports.fail(id, 'late')).rejects.toThrow(Superseded);
    expect(await test.store.reports.claim(id)).toBeNull();
  });
});
