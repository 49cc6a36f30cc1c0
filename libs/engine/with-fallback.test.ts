// with-fallback.test.ts: a person never waits past the deadline: the bank speaks, once, and the model's socket is closed.

import { TryLater } from '@mockverse/runtime/errors';
import { aGradingBrief, aPlan, aQuestionBrief, heard } from '../../tests/builders/brief';
import { type GeminiEmulator, startGeminiEmulator } from '../../tests/support/gemini-emulator/emulator';
import { silentLog } from '../../tests/support/silent-log';
import { until } from '../../tests/support/until';
import { createEngine } from './create-engine';
import type { Engine } from './engine';

const DEADLINE_MS = 400;
const ASK = 'What does the index cost when a row is written?';
const never = new AbortController().signal;

let emulator: GeminiEmulator;
let engine: Engine;
beforeEach(async () => {
  emulator = await startGeminiEmulator({ seed: 1 });
  engine = createEngine({
    env: {
      interviewer: 'gemini',
      gemini: { apiKey: 'emulator', model: 'gemini-3.8-flash', baseUrl: emulator.url },
      openai: { apiKey: null, model: '', baseUrl: 'http://127.0.0.1:9/v1' },
      questionDeadlineMs: DEADLINE_MS,
      sessionSecret: 'a secret of at least thirty-two characters',
    },
    log: silentLog(),
  });
});
afterEach(() => emulator.close());

describe.each(['stall-headers', 'stall-first'] as const)('a model that stays silent (%s)', (fault) => {
  it('is replaced by the bank within the deadline, and its socket is closed', async () => {
    emulator.setDefault({ fault });
    const began = Date.now();
    const sentences = await heard(engine.question(aQuestionBrief(), never));
    expect(Date.now() - began).toBeLessThan(DEADLINE_MS + 250);
    expect(sentences).toEqual([
      {
        text: ASK,
        source: 'bank',
        degraded: 'The model did not answer within 0.4 s, so this question comes from the question bank.',
      },
    ]);
    await until(() => emulator.requests[0]?.hungUp === true, 'the socket was closed');
  });
});

it('a model that is slow but in time is heard to its end, past the deadline', async () => {
  emulator.setDefault({ latency: { firstTokenMs: 150, perTokenMs: 30 } });
  const sentences = await heard(engine.question(aQuestionBrief(), never));
  expect(sentences.at(-1)).toEqual({ text: ASK, source: 'model' });
});

it('what the model has said is not said again by the bank: only the question follows', async () => {
  emulator.setDefault({ fault: 'early-close' });
  const sentences = await heard(engine.question(aQuestionBrief(), never));
  expect(sentences.map((s) => s.source)).toEqual(['model', 'bank']);
  expect(sentences[1]).toMatchObject({ text: ASK, degraded: expect.stringContaining('broke off') });
});

it('nothing is added when the model broke off after its question', async () => {
  emulator.setDefault({ text: `${ASK} And one more thing about that`, fault: 'early-close' });
  const sentences = await heard(engine.question(aQuestionBrief(), never));
  expect(sentences.filter((s) => s.text.includes('?'))).toHaveLength(1);
});

describe('a question that was begun by a run that died', () => {
  it('is not worded again when it was already asked', async () => {
    expect(await heard(engine.question(aQuestionBrief({ spoken: ['Right.', ASK] }), never))).toEqual([]);
    expect(emulator.requests).toHaveLength(0);
  });

  it('goes on after what was said, from the model or from the bank', async () => {
    const brief = aQuestionBrief({ spoken: ['Let us look at writes for a moment.'] });
    expect(await heard(engine.question(brief, never))).toEqual([{ text: ASK, source: 'model' }]);
    emulator.setDefault({ fault: '503' });
    expect(await heard(engine.question(brief, never))).toEqual([{ text: ASK, source: 'bank', degraded: expect.any(String) }]);
  });
});

it('a model that fails five times in a row is not asked for a while', async () => {
  emulator.setDefault({ fault: '503' });
  for (let i = 0; i < 8; i++) expect((await heard(engine.question(aQuestionBrief(), never)))[0]?.source).toBe('bank');
  expect(emulator.requests).toHaveLength(5);
});

it('a model that is too slow five times in a row is not waited for any more', async () => {
  emulator.setDefault({ fault: 'stall-headers' });
  for (let i = 0; i < 5; i++) await heard(engine.question(aQuestionBrief(), never));
  const began = Date.now();
  expect((await heard(engine.question(aQuestionBrief(), never)))[0]?.source).toBe('bank');
  expect(Date.now() - began).toBeLessThan(100);
});

it('a job that is taken away while the model thinks says nothing and comes back later', async () => {
  emulator.setDefault({ fault: 'stall-first' });
  const job = new AbortController();
  const speaking = heard(engine.question(aQuestionBrief(), job.signal));
  await until(() => emulator.requests.length === 1, 'the model was asked');
  job.abort();
  await expect(speaking).rejects.toBeInstanceOf(TryLater);
  await until(() => emulator.requests[0]?.hungUp === true, 'the socket was closed');
});

it('says goodbye at the end', async () => {
  const plan = aPlan({ kind: 'closing', record: null, revision: null, trigger: null, signals: [] });
  const sentences = await heard(engine.question(aQuestionBrief({ plan, record: null }), never));
  expect(sentences.length).toBeGreaterThan(0);
  expect(sentences.every((s) => !s.text.includes('?'))).toBe(true);
});

it('a grading never falls back: it waits for the engine that was chosen', async () => {
  emulator.setDefault({ fault: '503' });
  await expect(engine.grade(aGradingBrief(), never)).rejects.toBeInstanceOf(TryLater);
});
