// web-gemini-redis.test.ts: the same interview in a browser when Gemini asks and grades and the queue is on Redis.
import type { EventPage, InterviewEvent } from '@mockverse/contracts/events';
import type { Report } from '@mockverse/contracts/interview';
import type { Page } from 'playwright-core';
import { type GeminiEmulator, type RecordedRequest, startGeminiEmulator } from '../support/gemini-emulator/emulator';
import { type FoundRedis, findRedis } from '../support/redis';
import { until } from '../support/until';
import { begin, end, floorIs, interviewIn, personOf, startWeb, typeAnswer, type Web } from '../support/web';

const ANSWERS = [
  'In my last job I built payment services and I looked after the database behind them.',
  'I would add an index because without it every read scans the whole table, but each write then has to update it too.',
  'I measured it before and after with the query plan, and reads went from 900 milliseconds to 4.',
];

let redis: FoundRedis | null = null;
let gemini: GeminiEmulator;
let web: Web | null = null;
beforeAll(async () => {
  gemini = await startGeminiEmulator({ latency: { firstTokenMs: 150, perTokenMs: 2 } });
  redis = await findRedis();
  if (!redis) return;
  const env = { INTERVIEWER: 'gemini', GEMINI_API_KEY: 'emulator', GEMINI_BASE_URL: gemini.url };
  web = await startWeb({ redisUrl: redis.url, env });
}, 240_000);
afterAll(async () => {
  await web?.close();
  await redis?.close();
  await gemini.close();
});

/** Without a browser or Redis (and outside CI) the stories are skipped, and the reason was printed. */
const story = (name: string, tell: (web: Web) => Promise<void>) =>
  it(name, async () => {
    if (web) await tell(web);
  }, 90_000);

story('typed: Gemini words every question, grades the answers, and is quoted only with what was said', async (here) => {
  const from = gemini.requests.length;
  const page = await here.open({ recogniser: 'missing', synthesis: 'missing' });
  await begin(page);
  for (const answer of ANSWERS) await typeAnswer(page, answer);
  await isAskedAndGradedByGemini(page, here, from);
});

story('spoken: no click after Begin, and Gemini asks and grades just the same', async (here) => {
  const from = gemini.requests.length;
  const page = await here.open({ answers: ANSWERS });
  await begin(page);
  await page.waitForFunction((wanted) => Number(sessionStorage.getItem('stub.said')) >= wanted, ANSWERS.length);
  await page.getByText(`Question ${ANSWERS.length + 1}`).waitFor();
  await floorIs(page, 'listening');
  await isAskedAndGradedByGemini(page, here, from);
});

story('a Gemini that falls silent is stood in for by the bank: the page says so, and the interview goes on', async (here) => {
  const page = await here.open({ recogniser: 'missing', synthesis: 'missing' });
  const id = await begin(page);
  await typeAnswer(page, ANSWERS[0] ?? '');
  const from = gemini.requests.length;
  gemini.setDefault({ fault: 'stall-headers' });
  await typeAnswer(page, ANSWERS[1] ?? '');
  await page.getByText('The model did not answer within 4 s, so this question comes from the question bank.').waitFor();
  const stalled = asking(gemini.requests.slice(from));
  expect(stalled.length).toBeGreaterThan(0);
  await until(() => stalled.every(({ hungUp }) => hungUp), 'the questions that stalled were hung up');
  gemini.setDefault({});
  await page.reload();
  await page.getByText('This question comes from the question bank.').waitFor();
  await typeAnswer(page, ANSWERS[2] ?? '');
  const asked = await askedIn(await personOf(page, here.stack), id);
  expect(asked.map(({ data }) => data.source)).toEqual(['model', 'model', 'bank', 'model']);
});

/** From the last answer to the report, looked at from the page, the events, the report and the model's side. */
async function isAskedAndGradedByGemini(page: Page, { stack }: Web, from: number): Promise<void> {
  const id = interviewIn(page);
  const person = await personOf(page, stack);
  await end(page);
  await page.getByRole('heading', { name: 'Question by question' }).waitFor();

  const asked = await askedIn(person, id);
  expect(asked.length).toBeGreaterThan(ANSWERS.length);
  expect(new Set(asked.map(({ data }) => data.source))).toEqual(new Set(['model']));
  const requests = gemini.requests.slice(from);
  expect(asking(requests).length).toBeGreaterThanOrEqual(asked.length);
  expect(new Set(requests.map(({ model }) => model))).toEqual(new Set([stack.env.gemini.model]));
  // Null: not finished at this moment.
  expect(requests.filter(({ status }) => status !== 200 && status !== null)).toEqual([]);

  const { grader, questions } = (await person.api<Report>(`/interviews/${id}/report`)).body;
  expect([grader.engine, grader.model]).toEqual(['gemini', stack.env.gemini.model]);
  expect(new Set(questions.flatMap(({ origin }) => origin?.engine ?? []))).toEqual(new Set(['gemini']));
  await page.getByText(`Graded by Gemini (${stack.env.gemini.model})`).waitFor();
  const quotes = await page.locator('mark[data-finding]').allInnerTexts();
  // Which questions are asked is chosen by the interview's id, so these answers may rest on no quote at all.
  const grounded = questions.filter(({ judgement }) => judgement === 'judged').flatMap(({ findings }) => findings);
  expect(quotes.length > 0 || grounded.every(({ quote }) => quote === null)).toBe(true);
  for (const quote of quotes) expect(ANSWERS.some((answer) => answer.includes(quote))).toBe(true);
}

/** A grading wants JSON, a question plain words. */
const asking = (requests: RecordedRequest[]): RecordedRequest[] =>
  requests.filter(({ read }) => read !== null && read.generationConfig?.responseSchema === undefined);

type Asked = Extract<InterviewEvent, { type: 'question.asked' }>;

const askedIn = async (person: Awaited<ReturnType<typeof personOf>>, id: string): Promise<Asked[]> => {
  const page: EventPage = (await person.events(id)).body;
  return page.events.filter((event): event is Asked => event.type === 'question.asked');
};
