// web-access.test.ts: every screen in both themes for everybody: axe finds nothing, nothing scrolls sideways, nothing shifts.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { begin, end, floorIs, startWeb, type Web } from '../support/web';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let web: Web | null;
beforeAll(async () => {
  web = await startWeb();
}, 240_000);
afterAll(() => web?.close());

const story = (name: string, tell: (web: Web) => Promise<void>) =>
  it(name, async () => {
    if (web) await tell(web);
  }, 120_000);

type Look = (page: Page, screen: string) => Promise<void>;

/** Visits every screen a candidate can see. */
async function walk(page: Page, look: Look): Promise<void> {
  for (const path of ['/', '/sign-in', '/sign-up', '/interviews', '/admin', '/nowhere']) {
    await page.goto(path);
    await page.locator('h1').first().waitFor();
    await look(page, path);
  }
  await begin(page);
  await floorIs(page, 'speaking');
  await look(page, 'speaking');
  await floorIs(page, 'listening');
  await look(page, 'listening');
  await page.getByText('Why this question').click();
  await look(page, 'the reason');
  await page.getByRole('button', { name: 'Type instead' }).click();
  await page
    .getByLabel('Type your answer')
    .fill(
      'An index is a sorted structure, so the database reads a few pages and not the whole table. Each write has to keep it current.',
    );
  await look(page, 'typing');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Question 2').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await floorIs(page, 'paused');
  await look(page, 'paused');
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await look(page, 'the question whether to end');
  await page.keyboard.press('Escape');
  await end(page);
  await page.getByRole('heading', { name: 'Question by question' }).waitFor();
  await look(page, 'the report');
  await page.goto('/interviews');
  await page.getByRole('link', { name: /min/ }).waitFor();
  await look(page, 'past interviews');
}

const noFaults: Look = async (page, screen) => {
  // What fades in has its full contrast only afterwards.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((a) => a.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((a) => a.finished.catch(() => undefined)),
    ),
  );
  await page.evaluate(`if (!window.axe) { ${AXE} }`);
  const found = await page.evaluate(async (values) => {
    const { axe } = window as unknown as {
      axe: {
        run(
          node: Document,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values } });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.html.slice(0, 160)} ${n.failureSummary}`).join(' | ')}`);
  }, RULES);
  expect({ screen, found }).toEqual({ screen, found: [] });
};

const nothingSideways: Look = async (page, screen) => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect({ screen, wide }).toEqual({ screen, wide: 0 });
};

for (const theme of ['light', 'dark'] as const) {
  story(`axe finds nothing on any screen in the ${theme} theme`, async ({ open }) => {
    await walk(await open({ sentenceMs: 1_500 }, { colorScheme: theme }), noFaults);
  });
}

story('nothing scrolls sideways on a screen of 360 pixels', async ({ open }) => {
  await walk(
    await open({ sentenceMs: 400 }, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }),
    nothingSideways,
  );
});

story('an admin’s screen stands up to axe in both themes and fits a phone', async ({ open, stack }) => {
  const [name = '', value = ''] = ((await stack.admin()).cookie ?? '').split('=');
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await open({}, { colorScheme });
    await page.context().addCookies([{ name, value, url: stack.url }]);
    await page.goto('/admin');
    await page.getByRole('heading', { name: /waiting/ }).waitFor();
    await noFaults(page, 'operations');
    await page.setViewportSize({ width: 360, height: 740 });
    await nothingSideways(page, 'operations');
  }
});

story('nothing moves by itself while a question is asked and answered', async ({ open }) => {
  const page = await open({
    sentenceMs: 300,
    answers: ['I would add an index because every read scans the whole table otherwise, and pay for it on writes.'],
  });
  await page.addInitScript(() => {
    const scope = window as unknown as { shifted: number };
    scope.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) scope.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await begin(page);
  await page.getByText('Question 2').waitFor();
  await floorIs(page, 'listening');
  expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThan(0.02);
});

story('the theme a person chose is in the first answer of the server, so that nothing flashes', async ({ open, stack }) => {
  const page = await open({}, { colorScheme: 'light' });
  await page.goto('/');
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
  const html = await (await fetch(`${stack.url}/`, { headers: { cookie } })).text();
  expect(html).toContain('data-theme="dark"');
});
