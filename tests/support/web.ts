// web.ts: a whole MockVerse with its pages and a browser, and the moves a person makes in it.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, openContext, type SpeechScript } from './browser';
import type { Client } from './client';
import { startPages } from './pages';
import { freePort } from './redis';
import { type Stack, type StackOptions, startStack } from './stack';

export interface Web {
  stack: Stack;
  /** A window of somebody new. */
  open(script?: SpeechScript, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Null when there is no browser here (and this is not CI). */
export async function startWeb(options: StackOptions = {}): Promise<Web | null> {
  const browser = await launchBrowser();
  if (!browser) return null;
  // What was started is stopped again when the next part does not come up: a browser left open holds the whole run.
  const started: (() => Promise<void>)[] = [() => browser.close()];
  const close = async () => {
    for (const stop of started.reverse()) await stop();
  };
  try {
    const port = await freePort();
    const stack = await startStack({ ...options, env: { ...options.env, WEB_ORIGIN: `http://127.0.0.1:${port}` } });
    started.push(() => stack.close());
    const pages = await startPages(stack.url, port);
    started.push(() => pages.close());
    return { stack, open: (script, options) => openPage(browser, stack, script, options), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPage(browser: Browser, stack: Stack, script?: SpeechScript, options?: BrowserContextOptions): Promise<Page> {
  const context = await openContext(browser, script, { baseURL: stack.url, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

/** From the start page into the first question. */
export async function begin(page: Page): Promise<string> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.waitForURL(/\/interview\//);
  return interviewIn(page);
}

export const interviewIn = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** Who has the floor, as the screen says it. */
export const floorIs = async (page: Page, who: 'speaking' | 'listening' | 'thinking' | 'typing' | 'paused'): Promise<void> => {
  await page.waitForSelector(`[data-presence=${who}]`);
};

/** One answer by keyboard, until the next question waits for one. */
export async function typeAnswer(page: Page, answer: string): Promise<void> {
  await floorIs(page, 'typing');
  const before = await page.locator('h1').innerText();
  await page.getByLabel('Type your answer').fill(answer);
  await page.getByRole('button', { name: 'I’m done' }).click();
  await page.waitForFunction(
    (old) => document.querySelector('h1')?.innerText !== old && document.querySelector('[data-presence=typing]') !== null,
    before,
  );
}

/** The person of this window, asking the API directly. */
export async function personOf(page: Page, stack: Stack): Promise<Client> {
  const person = stack.anybody();
  const cookies = (await page.context().cookies()).filter(({ name }) => name.includes('session'));
  person.cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return person;
}

export const end = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('button', { name: 'End and see the report' }).click();
  await page.waitForURL(/\/report\//);
};

/** Everything the page asked for outside the origin it came from. */
export function strangers(page: Page, origin: string): string[] {
  const seen: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) seen.push(request.url());
  });
  return seen;
}
