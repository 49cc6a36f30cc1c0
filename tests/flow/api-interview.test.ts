// api-interview.test.ts: a whole interview over HTTP, from guest to report, on each queue backend.
import type { Problem, Progress, ReportPending } from '@mockverse/contracts/api';
import { EVENT_TYPES } from '@mockverse/contracts/events';
import { Report, Snapshot } from '@mockverse/contracts/interview';
import { QUEUE_BACKENDS } from '../support/backends';
import type { Client } from '../support/client';
import { type FoundRedis, findRedis } from '../support/redis';
import { type Stack, startStack } from '../support/stack';

const ANSWER =
  'I would start by looking at the query plan, because an index only helps when the planner uses it. In my last project I added a composite index, which cut the time from two seconds to forty milliseconds, and the price was slower writes.';

describe.each(QUEUE_BACKENDS)('an interview, with the queue on %s', (backend) => {
  let redis: FoundRedis | null = null;
  let stack: Stack;
  let person: Client;

  beforeAll(async () => {
    redis = backend === 'redis' ? await findRedis() : null;
    stack = await startStack({ redisUrl: redis?.url ?? null });
    person = await stack.guest();
  });
  afterAll(async () => {
    await stack.close();
    await redis?.close();
  });

  it('asks, listens, asks again because of the answer, and ends with a report that quotes it', async () => {
    const id = await person.interview();
    const first = await person.waitForEvent(id, 'question.asked', ({ data }) => data.turn === 1);
    expect(first.data.text.length).toBeGreaterThan(10);

    for (const turn of [1, 2, 3]) {
      await person.waitForEvent(id, 'question.asked', ({ data }) => data.turn === turn);
      const heard = await person.answer(id, turn, ANSWER);
      expect([heard.status, heard.body.closed]).toEqual([202, true]);
    }
    await person.waitForEvent(id, 'question.asked', ({ data }) => data.turn === 4);

    const running = Snapshot.parse(await person.snapshot(id));
    expect(running.turns.slice(0, 3).map(({ state, answer }) => [state, answer])).toEqual(Array(3).fill(['closed', ANSWER]));
    expect((await person.api<Problem>(`/interviews/${id}/report`)).status).toBe(409);

    expect((await person.post(`/interviews/${id}/end`)).status).toBe(202);
    expect((await person.post(`/interviews/${id}/end`)).status).toBe(202);
    const report = Report.parse(await person.report(id));
    expect(report.questions.length).toBeGreaterThanOrEqual(2);
    const findings = report.questions.flatMap((question) =>
      question.findings.map((finding) => ({ ...finding, answer: question.answer })),
    );
    for (const { quote, start, end, answer } of findings)
      if (quote !== null) expect(answer.slice(start ?? 0, end ?? 0)).toBe(quote);

    const progress = (await person.api<Progress>('/progress')).body;
    expect(progress.reports.map((line) => line.id)).toEqual([id]);
  });

  it('numbers its events without a gap, and tells them again from any number', async () => {
    const [id = ''] = (await person.api<{ interviews: { id: string }[] }>('/interviews')).body.interviews.map((line) => line.id);
    const { events, lastSeq } = (await person.events(id)).body;
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(lastSeq).toBe(events.length);
    expect(events.every(({ type }) => EVENT_TYPES.includes(type))).toBe(true);
    expect((await person.events(id, { after: lastSeq - 2 })).body.events).toEqual(events.slice(-2));
    const sentences = events.flatMap((event) =>
      event.type === 'question.sentence' ? [`${event.data.turn}/${event.data.index}`] : [],
    );
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('that ends before a word was said still has a report, without scores', async () => {
    const id = await person.interview();
    await person.waitForEvent(id, 'question.asked');
    await person.post(`/interviews/${id}/end`);
    const report = await person.report(id);
    expect(report.overall.scores).toEqual({ technicalAccuracy: null, clarity: null, completeness: null });
  });

  it('tells how far the grading has come until the report is there', async () => {
    const id = await person.interview();
    await person.waitForEvent(id, 'question.asked');
    await person.post(`/interviews/${id}/end`);
    const soon = await person.api<ReportPending | Report>(`/interviews/${id}/report`);
    expect([200, 202]).toContain(soon.status);
    if (soon.status === 202) expect(soon.body).toMatchObject({ graded: 0, failed: 0 });
    await person.report(id);
    expect((await person.post<{ retried: number }>(`/interviews/${id}/report/retry`)).body).toEqual({ retried: 0 });
  });

  it('can pause and go on', async () => {
    const id = await person.interview();
    await person.waitForEvent(id, 'question.asked');
    expect((await person.post(`/interviews/${id}/pause`)).body).toEqual({ paused: true });
    expect((await person.snapshot(id)).pausedAt).not.toBeNull();
    expect((await person.post(`/interviews/${id}/resume`)).body).toEqual({ paused: false });
    expect((await person.snapshot(id)).pausedAt).toBeNull();
    await person.waitForEvent(id, 'interview.resumed');
    await person.post(`/interviews/${id}/end`);
    expect((await person.post(`/interviews/${id}/pause`)).status).toBe(409);
  });

  it('is refused for a topic that is not on the shelf, with the ones that are', async () => {
    const refused = await person.post<Problem>('/interviews', { role: 'backend', level: 'mid', topics: ['astrology'] });
    expect(refused.status).toBe(400);
    expect(refused.body.detail).toMatch(/astrology.*Choose from: \w+/);
  });
});
