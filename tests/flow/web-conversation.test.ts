// web-conversation.test.ts: an interview as a person lives it, in a real browser against the whole system.
import type { Page } from 'playwright-core';
import { until } from '../support/until';
import { begin, end, floorIs, interviewIn, personOf, startWeb, typeAnswer, type Web } from '../support/web';

const ANSWERS = [
  'In my last job I built payment services and I looked after the database behind them.',
  'I would add an index because without it every read scans the whole table, but each write then has to update it too.',
  'I measured it before and after with the query plan, and reads went from nine hundred milliseconds to four.',
];

let web: Web | null;
beforeAll(async () => {
  web = await startWeb();
}, 240_000);
afterAll(() => web?.close());

/** Without a browser (and outside CI) the stories are skipped, and the reason was printed. */
const story = (name: string, tell: (web: Web) => Promise<void>) =>
  it(name, async () => {
    if (web) await tell(web);
  }, 90_000);

const record = (page: Page) =>
  page.evaluate(
    () =>
      (window as unknown as { speechRecord: { spoken: string[]; sessions: number; heardWhileSpeaking: number } }).speechRecord,
  );

story('two clicks lead from the start page into a conversation that runs without another', async ({ open, stack }) => {
  const page = await open({ answers: ANSWERS });
  const id = await begin(page);
  await page.waitForFunction((wanted) => Number(sessionStorage.getItem('stub.said')) >= wanted, ANSWERS.length);
  const guest = await personOf(page, stack);
  await until(
    async () => (await guest.snapshot(id)).turns.filter((turn) => turn.state === 'closed').length >= 3,
    'three answers were closed by silence',
    30_000,
  );
  const { turns } = await guest.snapshot(id);
  expect(turns.slice(0, 3).map((turn) => turn.answer)).toEqual(ANSWERS);
  const heard = await record(page);
  expect(heard.spoken.join(' ')).toContain(turns[0]?.sentences[0] ?? '?');
  expect(heard.heardWhileSpeaking).toBe(0);
  // Every sentence that was announced, in order, once.
  expect(heard.spoken).toEqual(turns.flatMap((turn) => turn.sentences).slice(0, heard.spoken.length));
});

story('an interview can be typed from the first word to the report', async ({ open }) => {
  const page = await open({ recogniser: 'missing', synthesis: 'missing' });
  await begin(page);
  await floorIs(page, 'typing');
  await page.getByText('cannot recognise speech').waitFor();
  for (const answer of ANSWERS) await typeAnswer(page, answer);
  await end(page);
  await page.getByRole('heading', { name: 'Question by question' }).waitFor();
  for (const answer of ANSWERS) expect(await page.locator('main').innerText()).toContain(answer);
});

story('a reload in the middle loses nothing: not the answer heard, not the draft, not the place', async ({ open, stack }) => {
  const page = await open({ recogniser: 'missing' });
  const id = await begin(page);
  await typeAnswer(page, ANSWERS[0] ?? '');
  await floorIs(page, 'typing');
  const question = await page.locator('h1').innerText();
  await page.getByLabel('Type your answer').fill('half a thought');
  await page.reload();
  await page.getByText(/Back at \d+:\d\d\. Nothing lost\./).waitFor();
  await floorIs(page, 'typing');
  expect(await page.locator('h1').innerText()).toBe(question);
  expect(await page.getByLabel('Type your answer').inputValue()).toBe('half a thought');
  const guest = await personOf(page, stack);
  expect((await guest.snapshot(id)).turns[0]?.answer).toBe(ANSWERS[0]);
});

story('what is said while the network is away is kept on the device and arrives afterwards, once', async ({ open, stack }) => {
  const page = await open({ recogniser: 'missing' });
  const id = await begin(page);
  await floorIs(page, 'typing');
  await page.context().setOffline(true);
  await page.getByLabel('Type your answer').fill(ANSWERS[1] ?? '');
  await page.getByRole('button', { name: 'I’m done' }).click();
  await page.getByText('1 piece kept on this device').waitFor();
  await page.context().setOffline(false);
  const guest = await personOf(page, stack);
  await until(async () => (await guest.snapshot(id)).turns[0]?.state === 'closed', 'the answer arrived', 20_000);
  expect((await guest.snapshot(id)).turns[0]?.answer).toBe(ANSWERS[1]);
  await page.getByText('saved').first().waitFor();
});

story('a blocked microphone is told with its reason, and typing takes over', async ({ open }) => {
  const page = await open({ recogniser: 'not-allowed' });
  await begin(page);
  await page.getByText('Your microphone is blocked. Allow it in the address bar, or type your answer.').waitFor();
  await floorIs(page, 'typing');
});

story('the whole way works by keyboard alone', async ({ open }) => {
  const page = await open({ answers: [] });
  await page.goto('/');
  await tabTo(page, 'Begin');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/interview\//);
  await floorIs(page, 'listening');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('m');
  await page.getByText('Take your time').waitFor();
  await page.keyboard.press('t');
  await floorIs(page, 'typing');
  await page.keyboard.type('dmr? are letters here. An index makes reads fast.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Question 2').waitFor();
  await tabTo(page, 'End');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'End and see the report');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/report\//);
});

story('a pause stops the clock and the voice, and going on returns to the same question', async ({ open }) => {
  const page = await open({ sentenceMs: 4_000 });
  await begin(page);
  await floorIs(page, 'speaking');
  await page.getByRole('button', { name: 'Pause' }).click();
  await floorIs(page, 'paused');
  const frozen = await page.getByRole('timer').innerText();
  expect(await page.evaluate(() => speechSynthesis.speaking)).toBe(false);
  await page.getByRole('button', { name: 'Go on' }).last().click();
  await floorIs(page, 'speaking');
  expect(await page.getByRole('timer').innerText()).toBe(frozen);
});

story('the space bar comes in before the question is over', async ({ open }) => {
  const page = await open({ sentenceMs: 8_000 });
  await begin(page);
  await floorIs(page, 'speaking');
  await page.keyboard.down(' ');
  await floorIs(page, 'listening');
  await page.keyboard.up(' ');
  expect(await page.evaluate(() => speechSynthesis.speaking)).toBe(false);
  expect(interviewIn(page)).toMatch(/^[0-9a-f-]{36}$/);
});

async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    if (focused === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`"${name}" cannot be reached with the Tab key`);
}
