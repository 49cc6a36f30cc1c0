// store-review.test.ts: from the end of an interview over its gradings to the report, and round again after a failure.
import { Report } from '@mockverse/contracts/interview';
import {
  aChunk,
  aGrade,
  answeredInterview,
  aReport,
  ask,
  listeningInterview,
  type Started,
  startedInterview,
  storeOnTestDatabase,
  type TestStore,
} from '../builders/stored-interview';

let test: TestStore;
beforeAll(async () => {
  test = await storeOnTestDatabase();
});
afterAll(() => test.close());

const NOW = { waitingFromMs: 0, waitingUntilMs: 60_000 };
const end = ({ person, id }: Started) => test.store.interviews.end(person, id, 'person');
const types = async ({ id }: Started) => (await test.store.events.after(id, 0)).events.map((event) => event.type);

async function gradeTurn({ id }: Started, turn = 1, transcript = 1, how: 'save' | 'fail' = 'save') {
  const claim = await test.store.grades.claim(id, turn, transcript);
  if (!claim) throw new Error(`turn ${turn} does not wait for a grading`);
  return how === 'save' ? test.store.grades.save(claim, aGrade()) : test.store.grades.fail(claim, 'the model was away');
}

async function writeReport({ id }: Started) {
  const claim = await test.store.reports.claim(id);
  if (!claim) throw new Error('no report is owed');
  await test.store.reports.save(claim, aReport(claim));
  return claim;
}

describe('the end', () => {
  it('closes an open answer with what was heard, and says what is owed', async () => {
    const interview = await listeningInterview(test.store);
    await test.store.chunks.append(interview.person, interview.id, aChunk(1));
    await test.store.chunks.append(interview.person, interview.id, aChunk(3));
    expect(await end(interview)).toEqual({ ended: true, lastSeq: 5, gradesDue: [{ turn: 1, transcript: 1 }], reportDue: false });
    const { events } = await test.store.events.after(interview.id, 3);
    expect(events.map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'turn.closed', data: { turn: 1, answer: 'word1 word3' } },
      { type: 'interview.ended', data: { by: 'person', total: 1 } },
    ]);
  });

  it('happens once, and names again what is still owed', async () => {
    const interview = await answeredInterview(test.store);
    const ends = await Promise.all([1, 2, 3].map(() => end(interview)));
    expect(ends.filter(({ ended }) => ended)).toHaveLength(1);
    for (const { gradesDue } of ends) expect(gradesDue).toEqual([{ turn: 1, transcript: 1 }]);
    expect((await types(interview)).filter((type) => type === 'interview.ended')).toHaveLength(1);
  });

  it('counts a question without a word of answer as not answered, with nothing to grade', async () => {
    const interview = await listeningInterview(test.store);
    expect(await end(interview)).toMatchObject({ gradesDue: [], reportDue: true });
    const claim = await test.store.reports.claim(interview.id);
    expect(claim?.turns).toMatchObject([{ turn: 1, answer: '', judgement: 'not-answered', grade: null }]);
  });

  it('comes from the interviewer with the closing words', async () => {
    const interview = await answeredInterview(test.store);
    await gradeTurn(interview);
    await ask(test.store, interview.id, 1, 'closing');
    expect((await types(interview)).slice(-3)).toEqual(['question.sentence', 'question.asked', 'interview.ended']);
    expect(await test.store.interviews.snapshot(interview.person, interview.id)).toMatchObject({
      state: 'ended',
      turns: [{}, { kind: 'closing', state: 'closed' }],
    });
    expect(await test.store.reports.due(NOW)).toContain(interview.id);
  });
});

describe('gradings', () => {
  it('make the report due with the last one, and not before', async () => {
    const interview = await answeredInterview(test.store);
    await ask(test.store, interview.id, 1);
    await test.store.chunks.append(interview.person, interview.id, aChunk(1, { turn: 2, endOfTurn: true }));
    expect(await gradeTurn(interview, 1)).toEqual({ reportDue: false });
    await end(interview);
    expect(await test.store.reports.claim(interview.id)).toBeNull();
    expect(await test.store.reports.find(interview.person, interview.id)).toEqual({
      graded: 1,
      total: 2,
      failed: 0,
      failure: null,
    });
    expect(await gradeTurn(interview, 2)).toEqual({ reportDue: true });
    const { events } = await test.store.events.after(interview.id, 0);
    expect(events.at(-1)).toMatchObject({
      type: 'turn.graded',
      data: { turn: 2, grading: 'graded', judgement: 'judged', graded: 2, total: 2 },
    });
  });

  it('are found by the sweep while they wait, between its two bounds', async () => {
    const interview = await answeredInterview(test.store);
    const found = (rows: { id: string }[]) => rows.some(({ id }) => id === interview.id);
    expect(found(await test.store.grades.waiting(NOW))).toBe(true);
    expect(found(await test.store.grades.waiting({ waitingFromMs: 30_000, waitingUntilMs: 60_000 }))).toBe(false);
    expect(found(await test.store.grades.waiting({ waitingFromMs: 0, waitingUntilMs: 0 }))).toBe(false);
    await gradeTurn(interview);
    expect(found(await test.store.grades.waiting(NOW))).toBe(false);
  });
});

describe('the report', () => {
  it('holds the shown grade with its origin, and is read back as it was written', async () => {
    const interview = await answeredInterview(test.store);
    await end(interview);
    await gradeTurn(interview);
    const claim = await writeReport(interview);
    expect(claim.turns).toMatchObject([
      { judgement: 'judged', grade: { scores: aGrade().scores, origin: { ...aGrade().origin, run: '1', transcriptVersion: 1 } } },
    ]);
    const found = await test.store.reports.find(interview.person, interview.id);
    expect(found).toEqual({ report: aReport(claim) });
    expect('report' in found && Report.parse(found.report)).toBeTruthy();
    expect((await types(interview)).at(-1)).toBe('report.ready');
  });

  it('is written in spite of a failed grading, and again after the retry', async () => {
    const interview = await answeredInterview(test.store);
    await end(interview);
    expect(await gradeTurn(interview, 1, 1, 'fail')).toEqual({ reportDue: true });
    expect((await writeReport(interview)).turns[0]).toMatchObject({ judgement: 'not-graded', grade: null });
    expect(await test.store.grades.retryFailed(interview.person, interview.id)).toEqual({
      gradesDue: [{ turn: 1, transcript: 1 }],
      reportDue: false,
    });
    expect(await test.store.reports.find(interview.person, interview.id)).toMatchObject({ graded: 0, total: 1, failed: 0 });
    expect(await gradeTurn(interview)).toEqual({ reportDue: true });
    expect(await writeReport(interview)).toMatchObject({ run: 2, turns: [{ judgement: 'judged' }] });
    expect((await types(interview)).filter((type) => type === 'report.ready')).toHaveLength(2);
  });

  it('that failed is not tried for ever, and is due again when the person retries', async () => {
    const interview = await listeningInterview(test.store);
    await end(interview);
    await test.store.reports.fail(interview.id, 'no room on the disk');
    expect(await test.store.reports.due(NOW)).not.toContain(interview.id);
    expect(await test.store.reports.find(interview.person, interview.id)).toMatchObject({ failure: 'no room on the disk' });
    expect(await test.store.grades.retryFailed(interview.person, interview.id)).toEqual({ gradesDue: [], reportDue: true });
    await writeReport(interview);
  });

  it('is shown to its own person only', async () => {
    const interview = await listeningInterview(test.store);
    const other = (await test.store.people.create()).id;
    await expect(test.store.reports.find(other, interview.id)).rejects.toMatchObject({ status: 404 });
    await expect(test.store.grades.retryFailed(other, interview.id)).rejects.toMatchObject({ status: 404 });
  });
});

it('an interview whose question job was lost is found by the sweep', async () => {
  const interview = await startedInterview(test.store);
  expect(await test.store.questions.awaiting(NOW)).toContainEqual({ id: interview.id, afterTurn: 0 });
  await ask(test.store, interview.id, 0);
  expect(await test.store.questions.awaiting(NOW)).not.toContainEqual(expect.objectContaining({ id: interview.id }));
  await test.store.chunks.append(interview.person, interview.id, aChunk(1, { endOfTurn: true }));
  expect(await test.store.questions.awaiting(NOW)).toContainEqual({ id: interview.id, afterTurn: 1 });
});

it('the admin counts what is open, owed and failed', async () => {
  const fresh = await storeOnTestDatabase();
  const person = (await fresh.store.people.create()).id;
  const { id } = await startedInterview(fresh.store, person);
  await startedInterview(fresh.store, person);
  await fresh.store.interviews.pause(person, id);
  const counts = await fresh.store.operations.counts();
  expect(counts).toEqual({ openInterviews: 2, waitingPeople: 1, longestWaitMs: expect.any(Number), failedGradings: 0 });
  await fresh.store.operations.ping();
  await fresh.close();
});
