// browser.ts: a Chromium for tests, with a recogniser that hears what the test scripts and a voice that says nothing aloud.
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { stubSpeech } from './speech-stubs';

export interface SpeechScript {
  /** What the person says, one answer per listening turn. */
  answers?: string[];
  /** Milliseconds a sentence of the interviewer lasts. */
  sentenceMs?: number;
  /** The browser has no recogniser, or one that fails with this error. */
  recogniser?: 'works' | 'missing' | 'not-allowed' | 'network';
  synthesis?: 'works' | 'missing' | 'silent';
}

const AS_ROOT = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];

/** Null when no Chromium is to be had: a failure on CI, elsewhere a printed skip. */
export async function launchBrowser(): Promise<Browser | null> {
  const found = existsSync('/usr/bin/chromium') ? { executablePath: '/usr/bin/chromium', args: AS_ROOT } : await packaged();
  const browser = found
    ? await chromium.launch({ ...found, chromiumSandbox: false }).catch((error: Error) => error)
    : new Error('no Chromium is installed');
  if (!(browser instanceof Error)) return browser;
  if (process.env.CI === 'true') throw browser;
  console.warn(`Browser tests are skipped: ${browser.message.split('\n')[0]}`);
  return null;
}

async function packaged(): Promise<{ executablePath: string; args: string[] } | null> {
  try {
    const { default: carried } = await import('@sparticuz/chromium');
    return { executablePath: await carried.executablePath(), args: [...carried.args, ...AS_ROOT] };
  } catch {
    // Not unpackable on this machine: the caller decides whether that is a failure.
    return null;
  }
}

/** A window of its own: its cookies, its storage, its microphone. */
export async function openContext(
  browser: Browser,
  script: SpeechScript = {},
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const whole: Required<SpeechScript> = { answers: [], sentenceMs: 60, recogniser: 'works', synthesis: 'works', ...script };
  await context.addInitScript(stubSpeech, whole);
  return context;
}
