// bad-model-shapes.test.ts: fourteen ways in which a model's reply is wrong, over HTTP: each has its named outcome, for a question and for a grading.

import { createBankEngine } from '@mockverse/engine/bank-engine';
import type { Engine, SpokenSentence } from '@mockverse/engine/engine';
import { createModelEngine } from '@mockverse/engine/model-engine';
import { withFallback } from '@mockverse/engine/with-fallback';
import { createGemini } from '@mockverse/llm/gemini';
import { GiveUp, TryLater } from '@mockverse/runtime/errors';
import { ANSWER, aGradingBrief, aQuestionBrief, heard } from '../builders/brief';
import { type GeminiEmulator, startGeminiEmulator } from '../support/gemini-emulator/emulator';
import type { Fault } from '../support/gemini-emulator/faults';
import { silentLog } from '../support/silent-log';

type QuestionOutcome = 'asked by the model' | 'asked by the bank' | 'begun by the model, asked by the bank';
type GradingOutcome = 'graded' | 'tried later' | 'given up';

const SHAPES: [name: string, fault: Fault, question: QuestionOutcome, grading: GradingOutcome][] = [
  ['blocked prompt', 'prompt-blocked', 'asked by the bank', 'given up'],
  ['blocked answer', 'answer-blocked', 'asked by the bank', 'given up'],
  ['empty, thoughts ate the budget', 'thoughts-ate-budget', 'asked by the bank', 'tried later'],
  ['truncated JSON', 'json-cut', 'begun by the model, asked by the bank', 'tried later'],
  ['fenced JSON', 'fence', 'asked by the model', 'graded'],
  ['wrong enum', 'wrong-enum', 'asked by the bank', 'tried later'],
  ['NaN', 'nan', 'asked by the bank', 'tried later'],
  ['score out of range', 'score-out-of-range', 'asked by the bank', 'tried later'],
  ['2 MB of text', 'huge', 'asked by the bank', 'tried later'],
  ['a page of HTML', 'html-200', 'asked by the bank', 'tried later'],
  ['another language', 'other-language', 'asked by the bank', 'tried later'],
  ['wrong ids', 'wrong-ids', 'asked by the bank', 'tried later'],
  ['duplicate keys', 'duplicate-keys', 'asked by the bank', 'tried later'],
  ['200 with an error body', 'error-body-200', 'asked by the bank', 'tried later'],
];

let emulator: GeminiEmulator;
let engine: Engine;
beforeAll(async () => {
  emulator = await startGeminiEmulator({ seed: 1 });
  const gemini = createGemini({ apiKey: 'emulator', model: 'gemini-3.8-flash', baseUrl: emulator.url });
  const model = createModelEngine({ name: 'gemini', live: gemini, review: gemini, secret: 'a secret' });
  engine = withFallback(model, createBankEngine(), { questionDeadlineMs: 2_000, log: silentLog() });
});
afterAll(() => emulator.close());
afterEach(() => emulator.setDefault({}));

const never = new AbortController().signal;

function questionOutcome(sentences: SpokenSentence[]): QuestionOutcome {
  const sources = sentences.map((s) => s.source);
  if (!sources.includes('bank')) return 'asked by the model';
  return sources.includes('model') ? 'begun by the model, asked by the bank' : 'asked by the bank';
}

const gradingOutcome = (call: Promise<unknown>): Promise<GradingOutcome> =>
  call.then(
    () => 'graded' as const,
    (error: unknown) => {
      if (error instanceof TryLater) return 'tried later';
      if (error instanceof GiveUp) return 'given up';
      throw error;
    },
  );

describe('without a fault', () => {
  it('the model asks what was decided, and its evidence is verbatim', async () => {
    const sentences = await heard(engine.question(aQuestionBrief(), never));
    expect(sentences.at(-1)).toEqual({ text: 'What does the index cost when a row is written?', source: 'model' });
    const { findings, judgement } = await engine.grade(aGradingBrief(), never);
    expect(judgement).toBe('judged');
    expect(findings.signals.map((s) => [s.signal, s.status])).toEqual([
      ['full-scan', 'covered'],
      ['write-cost', 'missing'],
      ['query-plan', 'covered'],
    ]);
    for (const { quote, start, end } of findings.signals)
      expect(quote).toBe(quote === null ? null : ANSWER.slice(start ?? 0, end ?? 0));
  });
});

describe.each(SHAPES)('%s', (_name, fault, question, grading) => {
  it(`a question is ${question}, exactly once`, async () => {
    emulator.setDefault({ fault });
    const sentences = await heard(engine.question(aQuestionBrief(), never));
    expect(questionOutcome(sentences)).toBe(question);
    expect(sentences.filter((s) => s.text.includes('?'))).toHaveLength(1);
    expect(sentences.at(-1)?.text).toBe('What does the index cost when a row is written?');
    expect(sentences.filter((s) => s.degraded)).toHaveLength(question === 'asked by the model' ? 0 : 1);
  });

  it(`a grading is ${grading}, and nothing is invented`, async () => {
    emulator.setDefault({ fault });
    const before = emulator.requests.length;
    expect(await gradingOutcome(engine.grade(aGradingBrief(), never))).toBe(grading);
    expect(emulator.requests.length - before).toBeLessThanOrEqual(2);
  });
});

describe('further shapes', () => {
  it.each<[Fault, GradingOutcome]>([
    ['fake-quotes', 'tried later'],
    ['digits', 'tried later'],
    ['json-cut-stop', 'tried later'],
    ['score-string', 'tried later'],
    ['empty-stop', 'tried later'],
    ['no-content', 'tried later'],
    ['early-close', 'tried later'],
    ['unknown-finish', 'tried later'],
    ['429-minute', 'tried later'],
    ['429-day', 'given up'],
    ['403', 'given up'],
    ['prose', 'graded'],
    ['twice', 'graded'],
    ['missing-signals', 'graded'],
  ])('with %s a grading is %s', async (fault, outcome) => {
    emulator.setDefault({ fault });
    expect(await gradingOutcome(engine.grade(aGradingBrief(), never))).toBe(outcome);
  });

  it('a signal that the model left out is missing, not guessed', async () => {
    emulator.setDefault({ fault: 'missing-signals' });
    const { findings } = await engine.grade(aGradingBrief(), never);
    expect(findings.signals.map((s) => s.status)).toEqual(['covered', 'missing', 'missing']);
  });

  it.each<[Fault, QuestionOutcome]>([
    ['praise', 'asked by the bank'],
    ['leaks-markers', 'asked by the bank'],
    ['429-minute', 'asked by the bank'],
    ['503', 'asked by the bank'],
    ['reset', 'asked by the bank'],
    ['early-close', 'begun by the model, asked by the bank'],
    ['reset-middle', 'begun by the model, asked by the bank'],
    ['error-middle', 'begun by the model, asked by the bank'],
    ['thoughts-shown', 'asked by the model'],
    ['twice', 'asked by the model'],
    ['prose', 'asked by the model'],
  ])('with %s a question is %s', async (fault, outcome) => {
    emulator.setDefault({ fault });
    const sentences = await heard(engine.question(aQuestionBrief(), never));
    expect(questionOutcome(sentences)).toBe(outcome);
    expect(sentences.filter((s) => s.text.includes('?'))).toHaveLength(1);
  });
});

describe('every request that was made above', () => {
  const texts = () =>
    emulator.requests.map((r) => (r.read?.contents ?? []).flatMap((c) => c.parts ?? []).map((p) => p.text ?? ''));

  it('held what the candidate said only inside marked data, and never in the instructions', () => {
    const words = 'I would run explain analyze';
    const holding = texts()
      .flat()
      .filter((text) => text.includes(words));
    expect(holding.length).toBeGreaterThan(50);
    for (const text of holding) expect(text).toMatch(/^<candidate-([0-9a-f]{12})>\n"[^\n]*"\n<\/candidate-\1>$/);
    expect(emulator.requests.some((r) => JSON.stringify(r.read?.systemInstruction ?? '').includes(words))).toBe(false);
  });

  it('was no longer than the first of its kind by more than the one short instruction', () => {
    const gradings = texts().filter((parts) => parts.some((text) => text.startsWith('What to look for')));
    const lengths = gradings.map((parts) => parts.join('').length);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(150);
  });
});
