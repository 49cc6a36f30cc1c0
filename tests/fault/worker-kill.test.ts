// worker-kill.test.ts: workers are killed, stopped and robbed of their jobs; the interview goes on, without a gap or a double.

import { type GeminiEmulator, startGeminiEmulator } from '../support/gemini-emulator/emulator';
import { hasBinary } from '../support/redis';
import { until } from '../support/until';
import { type Candidate, openWorld, type World } from './worker-world';

const ANSWER =
  'An index is a sorted structure beside the table. It makes reads fast, because the database need not scan every row, but every write has to keep it up to date.';

/** What was said of one turn, in the order it was announced. */
const sentencesOf = async (candidate: Candidate, turn: number) =>
  (await candidate.events()).flatMap((event) =>
    event.type === 'question.sentence' && event.data.turn === turn ? [event.data] : [],
  );

// On Redis only where one can be started: a worker process takes every job of the Redis it is given.
describe.each(hasBinary() ? (['postgresql', 'redis'] as const) : (['postgresql'] as const))('workers on %s', (kind) => {
  let world: World | undefined;
  let emulator: GeminiEmulator | undefined;

  afterEach(async () => {
    await world?.close();
    await emulator?.close();
    world = emulator = undefined;
  });

  const onSlowModel = async (perTokenMs: number) => {
    emulator = await startGeminiEmulator({ seed: 7, latency: { firstTokenMs: 300, perTokenMs } });
    return { INTERVIEWER: 'gemini', GEMINI_API_KEY: 'emulator', GEMINI_BASE_URL: emulator.url, QUESTION_DEADLINE_MS: '20000' };
  };

  it('an interview is asked, answered, graded and reported', async () => {
    world = await openWorld(kind);
    await world.worker();
    const candidate = await world.interview();
    await candidate.asked(1);
    await candidate.answer(1, 'Hello, I am ready.');
    expect((await candidate.asked(2)).length).toBeGreaterThan(10);
    await candidate.answer(2, ANSWER);
    await candidate.asked(3);
    await candidate.end();
    await until(
      async () => 'report' in (await world!.store.reports.find(candidate.personId, candidate.id)),
      'the report is there',
    );
    const types = (await candidate.events()).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['turn.graded', 'interview.ended', 'report.ready']));
  });

  it('killed while it speaks: another goes on after what was said, within 8 s', async () => {
    world = await openWorld(kind, await onSlowModel(120));
    const [doomed, candidate] = [await world.worker(), await world.interview()];
    await candidate.asked(1, 20_000);
    await candidate.answer(1, 'Hello, I am ready.');
    await until(async () => (await sentencesOf(candidate, 2)).length > 0, 'it began to speak', 20_000);
    const saidBefore = await sentencesOf(candidate, 2);
    const killedAt = Date.now();
    await doomed.kill();
    await world.worker({ INTERVIEWER: 'builtin' });
    const text = await candidate.asked(2, 12_000);
    expect(Date.now() - killedAt).toBeLessThan(8_000);
    const said = await sentencesOf(candidate, 2);
    expect(said.map(({ index }) => index)).toEqual(said.map((_, place) => place));
    expect(said.slice(0, saidBefore.length)).toEqual(saidBefore);
    expect(text).toBe(said.map((sentence) => sentence.text).join(' '));
    const questions = (await candidate.events()).filter((event) => event.type === 'question.asked' && event.data.turn === 2);
    expect(questions).toHaveLength(1);
  });

  it('told to stop while it speaks: the question is handed over at once, not after a lock has run out', async () => {
    // So slow that the grace does not suffice.
    world = await openWorld(kind, await onSlowModel(500));
    const [leaving, candidate] = [await world.worker(), await world.interview()];
    await until(async () => (await sentencesOf(candidate, 1)).length > 0, 'it began to speak', 20_000);
    await world.worker({ INTERVIEWER: 'builtin' });
    expect(await leaving.stop()).toBe(0);
    expect(leaving.output()).toContain('job handed back');
    await candidate.asked(1, 2_000);
    const said = await sentencesOf(candidate, 1);
    expect(said.map(({ index }) => index)).toEqual(said.map((_, place) => place));
  });

  it('jobs lost after the answer was stored: the next question is there within 5 s all the same', async () => {
    world = await openWorld(kind);
    await world.worker();
    const candidate = await world.interview();
    await candidate.asked(1);
    await candidate.answerAndLoseTheJobs(1, 'Hello, I am ready.');
    const lostAt = Date.now();
    await candidate.asked(2);
    expect(Date.now() - lostAt).toBeLessThan(5_000);
    await candidate.answerAndLoseTheJobs(2, ANSWER);
    const graded = async () => (await candidate.events()).some((event) => event.type === 'turn.graded' && event.data.turn === 2);
    await until(graded, 'the grading was found too');
  });
});
