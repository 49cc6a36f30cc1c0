// web-report.test.ts: what a person said comes back as text, whatever it is made of; evidence lights both sides.
import { begin, end, floorIs, startWeb, strangers, type Web } from '../support/web';

const HOSTILE = [
  '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>',
  '<iframe src="https://evil.example/"></iframe> [click](javascript:alert(1)) ![beacon](https://evil.example/pixel.png)',
  'left\u202Eright \u0007 bell \u001b[31mred\u001b[0m e\u0301\u0301\u0301\u0301\u0301',
  'An index is a sorted structure, so the database reads a few pages and not the whole table.',
].join(' ');

let web: Web | null;
beforeAll(async () => {
  web = await startWeb();
}, 240_000);
afterAll(() => web?.close());

const story = (name: string, tell: (web: Web) => Promise<void>) =>
  it(name, async () => {
    if (web) await tell(web);
  }, 90_000);

story(
  'a transcript full of markup, script and control characters is shown as text and asks nobody for anything',
  async ({ open, stack }) => {
    const page = await open({ recogniser: 'missing', synthesis: 'missing' });
    const asked = strangers(page, stack.url);
    const broken: string[] = [];
    page.on('console', (message) => /Content.Security.Policy|Refused/i.test(message.text()) && broken.push(message.text()));
    await begin(page);
    await floorIs(page, 'typing');
    await page.getByLabel('Type your answer').fill(HOSTILE);
    await page.getByRole('button', { name: 'I’m done' }).click();
    await page.getByText('Question 2').waitFor();
    await end(page);
    await page.getByRole('heading', { name: 'Question by question' }).waitFor();
    const text = await page.locator('article').innerText();
    expect(text).toContain('<img src=x onerror=');
    expect(text).toContain('<iframe src="https://evil.example/">');
    expect(text).toContain('\u2407');
    expect(text).not.toContain('\u202E');
    expect(await page.title()).not.toContain('owned');
    expect(await page.locator('article iframe, article img, article script').count()).toBe(0);
    expect(asked).toEqual([]);
    expect(broken).toEqual([]);
  },
);

story('the report tells unanswered apart from missing, and a finding lights its quote', async ({ open }) => {
  const page = await open({ recogniser: 'missing', synthesis: 'missing' });
  await begin(page);
  await floorIs(page, 'typing');
  await page.getByLabel('Type your answer').fill('I do not know.');
  await page.getByRole('button', { name: 'I’m done' }).click();
  await page.getByText('Question 2').waitFor();
  await end(page);
  await page.getByText('Not answered.').first().waitFor();
  expect(await page.getByText('What the question looked for').count()).toBeGreaterThan(0);
  expect(await page.locator('article').getByText('missing', { exact: true }).count()).toBe(0);
  expect(await page.getByText(/^Graded by the built-in grader, rubric/).count()).toBe(1);
});
