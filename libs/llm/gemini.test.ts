// gemini.test.ts: Gemini over real HTTP: each fault of the service becomes one named LlmError, and every socket is closed.
import { createServer, type Socket } from 'node:net';
import { z } from 'zod';
import { type GeminiEmulator, startGeminiEmulator } from '../../tests/support/gemini-emulator/emulator';
import type { Fault } from '../../tests/support/gemini-emulator/faults';
import { until } from '../../tests/support/until';
import { createGemini } from './gemini';
import { REPAIR } from './json-answer';
import { type AskOptions, type Llm, LlmError, type LlmErrorKind } from './llm';

let emulator: GeminiEmulator;
let gemini: Llm;
beforeAll(async () => {
  emulator = await startGeminiEmulator({ seed: 1 });
  gemini = createGemini({ apiKey: 'emulator', model: 'gemini-3.8-flash', baseUrl: emulator.url });
});
afterAll(() => emulator.close());
afterEach(() => emulator.setDefault({}));

const asking = (more: Partial<AskOptions> = {}): AskOptions => ({
  system: 'You ask questions.',
  messages: [{ from: 'candidate', text: '{"task":"question","ask":"What happens when two clients save the same row?"}' }],
  maxAnswerTokens: 200,
  ...more,
});
const Verdict = z.strictObject({ quote: z.string(), status: z.enum(['covered', 'missing']) });
const Grades = z.strictObject({
  signals: z.array(z.strictObject({ signal: z.string(), quote: z.string(), status: z.enum(['covered', 'unclear', 'missing']) })),
});

async function read(options = asking(), llm = gemini): Promise<string> {
  let text = '';
  for await (const piece of llm.stream(options).text) text += piece;
  return text;
}

async function failure(call: Promise<unknown>): Promise<LlmError> {
  const error = await call.then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(LlmError);
  return error as LlmError;
}

describe('a good answer', () => {
  it('arrives in pieces, with the tokens that were counted', async () => {
    const { text, usage } = gemini.stream(asking());
    const pieces: string[] = [];
    for await (const piece of text) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join('')).toContain('What happens when two clients save the same row?');
    expect(await usage).toMatchObject({ prompt: expect.any(Number), cached: 0, thoughts: 0 });
  });

  it('is asked for without sampling parameters, and with thinking only when that is configured', async () => {
    await read();
    expect(Object.keys(emulator.requests.at(-1)?.read?.generationConfig ?? {})).toEqual(['maxOutputTokens']);
    await read(asking(), createGemini({ apiKey: 'emulator', model: 'gemini-3.8-flash', baseUrl: emulator.url, thinking: 'LOW' }));
    expect(emulator.requests.at(-1)?.read?.generationConfig?.thinkingConfig).toEqual({ thinkingLevel: 'LOW' });
  });

  it('as JSON fits the schema, evidence before verdict', async () => {
    const { value, usage } = await gemini.ask({ ...asking(), schema: Verdict, schemaName: 'verdict' });
    expect(value).toEqual({ quote: 'text', status: 'covered' });
    expect(usage.answer).toBeGreaterThan(0);
    expect(emulator.requests.at(-1)?.read?.generationConfig?.responseSchema).toMatchObject({
      type: 'OBJECT',
      required: ['quote', 'status'],
    });
  });

  it('costs less when its prompt begins like an earlier one of 4096 tokens', async () => {
    const system = 'Long and stable. '.repeat(1_200);
    await gemini.ask({ ...asking({ system }), schema: Verdict, schemaName: 'verdict' });
    const { usage } = await gemini.ask({ ...asking({ system }), schema: Verdict, schemaName: 'verdict' });
    expect(usage.cached).toBeGreaterThanOrEqual(4_096);
  });

  it('leaves out thoughts, and keeps text that follows an early STOP', async () => {
    for (const fault of ['thoughts-shown', 'early-stop', 'stop-everywhere'] as const) {
      emulator.setDefault({ fault });
      const text = await read();
      expect(text).toContain('save the same row?');
      expect(text).not.toContain('seems unsure');
    }
  });
});

type Expected = [Fault, LlmErrorKind, { retryable: boolean; afterMs?: number }];
const OUTCOMES: Expected[] = [
  ['429-minute', 'busy', { retryable: true, afterMs: 1_238 }],
  ['429-bare', 'busy', { retryable: true }],
  ['429-day', 'quota', { retryable: false }],
  ['429-long', 'quota', { retryable: false, afterMs: 600_000 }],
  ['400-precondition', 'misconfigured', { retryable: false }],
  ['403', 'misconfigured', { retryable: false }],
  ['500', 'broken', { retryable: true }],
  ['503', 'busy', { retryable: true }],
  ['504', 'broken', { retryable: true }],
  ['html-502', 'unreachable', { retryable: true }],
  ['html-200', 'broken', { retryable: true }],
  ['error-body-200', 'broken', { retryable: true }],
  ['reset', 'unreachable', { retryable: true }],
  ['reset-middle', 'broken', { retryable: true }],
  ['early-close', 'truncated', { retryable: true }],
  ['error-middle', 'busy', { retryable: true }],
  ['quota-middle', 'busy', { retryable: true, afterMs: 3_500 }],
  ['bad-piece', 'broken', { retryable: true }],
  ['invalid-utf8', 'broken', { retryable: true }],
  ['prompt-blocked', 'blocked', { retryable: false }],
  ['answer-blocked', 'blocked', { retryable: false }],
  ['answer-blocked-late', 'blocked', { retryable: false }],
  ['recitation', 'blocked', { retryable: false }],
  ['unknown-finish', 'broken', { retryable: true }],
  ['empty-stop', 'empty', { retryable: true }],
  ['empty-part', 'empty', { retryable: true }],
  ['no-content', 'empty', { retryable: true }],
  ['thoughts-ate-budget', 'truncated', { retryable: false }],
  ['json-cut', 'truncated', { retryable: false }],
  ['huge', 'unparsable', { retryable: false }],
];

describe.each(OUTCOMES)('the fault %s', (fault, kind, expected) => {
  it(`is ${kind} for a streamed text`, async () => {
    emulator.setDefault({ fault });
    expect(await failure(read())).toMatchObject({ kind, ...expected });
  });

  it(`is ${kind} for JSON`, async () => {
    emulator.setDefault({ fault });
    const error = await failure(gemini.ask({ ...asking(), schema: Verdict, schemaName: 'verdict' }));
    expect(error).toMatchObject({ kind, ...expected });
  });
});

describe('what is wrong with the set-up', () => {
  const check = (more: Partial<Parameters<typeof createGemini>[0]>) =>
    failure(createGemini({ apiKey: 'emulator', model: 'gemini-3.8-flash', baseUrl: emulator.url, ...more }).check());

  it('is said in a sentence that names the setting', async () => {
    await expect(gemini.check()).resolves.toBeUndefined();
    expect(await check({ apiKey: 'wrong' })).toMatchObject({
      kind: 'misconfigured',
      message: expect.stringContaining('GEMINI_API_KEY'),
    });
    expect(await check({ model: 'gemini-1.0-pro' })).toMatchObject({
      kind: 'misconfigured',
      message: expect.stringContaining('GEMINI_MODEL'),
    });
    expect(await check({ baseUrl: 'http://127.0.0.1:9' })).toMatchObject({ kind: 'unreachable' });
  });

  it('fails the same way when a question is asked', async () => {
    const withKey = createGemini({ apiKey: 'wrong', model: 'gemini-3.8-flash', baseUrl: emulator.url });
    const error = await failure(read(asking(), withKey));
    expect(error).toMatchObject({ kind: 'misconfigured', retryable: false, message: expect.stringContaining('GEMINI_API_KEY') });
  });
});

describe('an unreadable JSON answer', () => {
  it('is asked for once more with one short instruction, and the broken answer is not sent back', async () => {
    const before = emulator.requests.length;
    emulator.script([{ fault: 'nan' }, {}]);
    await gemini.ask({ ...asking({ messages: gradingMessages }), schema: Grades, schemaName: 'grades' });
    const [first, second] = emulator.requests
      .slice(before)
      .map((r) => r.read?.contents.flatMap((c) => c.parts ?? []).map((p) => p.text));
    expect(second).toEqual([...(first ?? []), REPAIR.text]);
  });

  it('is asked for once more, with room for twice as much, when it was cut off', async () => {
    const before = emulator.requests.length;
    emulator.script([{ fault: 'json-cut' }, {}]);
    await gemini.ask({ ...asking({ messages: gradingMessages }), schema: Grades, schemaName: 'grades' });
    const [first, second] = emulator.requests.slice(before).map((r) => r.read);
    expect(second?.contents).toEqual(first?.contents);
    expect(second?.generationConfig?.maxOutputTokens).toBeGreaterThan(first?.generationConfig?.maxOutputTokens ?? Infinity);
  });

  it.each(['nan', 'wrong-enum', 'score-string', 'score-out-of-range', 'duplicate-keys', 'json-cut-stop', 'huge'] as const)(
    'stays a failure after two answers with %s',
    async (fault) => {
      const before = emulator.requests.length;
      emulator.setDefault({ fault });
      const error = await failure(gemini.ask({ ...asking({ messages: gradingMessages }), schema: Grades, schemaName: 'grades' }));
      expect(error.kind).toBe('unparsable');
      expect(emulator.requests.length - before).toBe(2);
    },
  );

  it.each(['fence', 'prose', 'twice'] as const)('is read all the same with %s', async (fault) => {
    const before = emulator.requests.length;
    emulator.setDefault({ fault });
    const { value } = await gemini.ask({ ...asking({ messages: gradingMessages }), schema: Grades, schemaName: 'grades' });
    expect(value.signals).toHaveLength(1);
    expect(emulator.requests.length - before).toBe(1);
  });
});

const gradingMessages: AskOptions['messages'] = [
  { from: 'candidate', text: '{"task":"grading","signals":[{"id":"unique-key","label":"a unique constraint"}]}' },
  { from: 'candidate', text: '<candidate-0123456789ab>\n"I use a unique constraint."\n</candidate-0123456789ab>' },
];

describe('a model that is too slow', () => {
  it.each([
    ['stall-headers', { firstTokenMs: 80 }, 'first-token'],
    ['stall-first', { firstTokenMs: 80 }, 'first-token'],
    ['stall', { betweenTokensMs: 80 }, 'between-tokens'],
    ['slow', { totalMs: 150 }, 'total'],
  ] as const)('is given up by its own clock (%s), and the socket is closed', async (fault, deadlines, clock) => {
    emulator.setDefault({ fault });
    expect(await failure(read(asking({ deadlines })))).toMatchObject({ kind: 'slow', clock, retryable: true });
    await until(() => emulator.requests.at(-1)?.hungUp === true, 'the socket was closed');
  });

  it('is given up by the connect clock when the other side never finishes the handshake', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const far = createGemini({ apiKey: 'emulator', model: 'gemini-3.8-flash', baseUrl: `https://127.0.0.1:${port}` });
    expect(await failure(read(asking({ deadlines: { connectMs: 80 } }), far))).toMatchObject({ kind: 'slow', clock: 'connect' });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('is not blamed for a consumer that takes its time between two pieces', async () => {
    let text = '';
    for await (const piece of gemini.stream(asking({ deadlines: { betweenTokensMs: 50 } })).text) {
      if (text === '') await new Promise((done) => setTimeout(done, 120));
      text += piece;
    }
    expect(text).toContain('save the same row?');
  });

  it('is let go at once, socket included, when the caller aborts or stops reading', async () => {
    emulator.setDefault({ fault: 'stall' });
    const controller = new AbortController();
    const call = failure(read(asking({ signal: controller.signal })));
    await until(() => emulator.requests.at(-1)?.fault === 'stall', 'the request arrived');
    controller.abort();
    expect(await call).toMatchObject({ kind: 'aborted', retryable: false });
    await until(() => emulator.requests.at(-1)?.hungUp === true, 'the socket was closed');
    for await (const piece of gemini.stream(asking()).text) if (piece) break;
    await until(() => emulator.requests.at(-1)?.hungUp === true, 'the socket was closed');
  });
});
