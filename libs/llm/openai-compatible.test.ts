// openai-compatible.test.ts: servers that speak OpenAI's protocol, each with its own accent, over real HTTP.
import { z } from 'zod';
import { type OpenAiEmulator, type OpenAiFault, startOpenAiEmulator } from '../../tests/support/openai-emulator';
import { until } from '../../tests/support/until';
import { type AskOptions, type Llm, LlmError } from './llm';
import { createOpenAiCompatible } from './openai-compatible';

let server: OpenAiEmulator;
let llm: Llm;
beforeEach(async () => {
  server = await startOpenAiEmulator({ apiKey: 'key' });
  llm = createOpenAiCompatible({ apiKey: 'key', model: 'local-model', baseUrl: server.url });
});
afterEach(() => server.close());

const TEXT = 'What does that cost — in milliseconds — when a row is written? Ünïcode 👍.';
const Reply = z.strictObject({ quote: z.string(), status: z.enum(['covered', 'missing']) });
const asking = (more: Partial<AskOptions> = {}): AskOptions => ({
  system: 'You ask questions.',
  messages: [
    { from: 'candidate', text: 'the facts' },
    { from: 'candidate', text: 'the brief' },
  ],
  maxAnswerTokens: 200,
  ...more,
});
const ask = () => llm.ask({ ...asking(), schema: Reply, schemaName: 'reply' });

async function read(options = asking()): Promise<string> {
  let text = '';
  for await (const piece of llm.stream(options).text) text += piece;
  return text;
}

describe('a text', () => {
  it.each<OpenAiFault | undefined>([
    undefined,
    'split-pieces',
    'missing-done',
    'missing-reason',
    'pings',
    'reasoning',
    'no-stream',
    'refuses-max-tokens',
  ])('arrives whole with the habit %s', async (fault) => {
    server.set({ text: TEXT, fault });
    expect(await read()).toBe(TEXT);
  });

  it('comes with the tokens that were counted', async () => {
    const { text, usage } = llm.stream(asking());
    for await (const _ of text);
    expect(await usage).toEqual({ prompt: 40, cached: 8, thoughts: 0, answer: 12 });
  });

  it('is asked for with the key, and with one message per side', async () => {
    await read();
    expect(server.requests[0]).toMatchObject({ authorization: 'Bearer key', body: { stream: true, max_tokens: 200 } });
    expect(server.requests[0]?.body.messages).toEqual([
      { role: 'system', content: 'You ask questions.' },
      { role: 'user', content: 'the facts\n\nthe brief' },
    ]);
  });
});

describe('JSON', () => {
  const good = JSON.stringify({ quote: 'a', status: 'covered' });

  it('is asked for by its schema', async () => {
    server.set({ text: good });
    expect((await ask()).value).toEqual({ quote: 'a', status: 'covered' });
    expect(server.requests[0]?.body.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { name: 'reply', strict: true, schema: { additionalProperties: false } },
    });
  });

  it.each([
    ['refuses-schema', { type: 'json_object' }, 2],
    ['refuses-json', undefined, 3],
  ] as const)('is asked for more simply when the server %s, and so from then on', async (fault, format, requests) => {
    server.set({ text: `\`\`\`json\n${good}\n\`\`\``, fault });
    expect((await ask()).value.status).toBe('covered');
    expect(server.requests).toHaveLength(requests);
    await ask();
    expect(server.requests).toHaveLength(requests + 1);
    expect(server.requests.at(-1)?.body.response_format).toEqual(format);
    expect(server.requests.at(-1)?.body.messages?.[0]?.content).toContain('"status"');
  });

  it('that does not fit is asked for once more, and then is an error', async () => {
    server.set({ text: '{"quote": "a", "status": "perhaps"}' });
    await expect(ask()).rejects.toMatchObject({ kind: 'unparsable' });
    expect(server.requests).toHaveLength(2);
  });
});

describe('a failure', () => {
  it.each<[OpenAiFault, LlmError['kind'], Partial<LlmError>]>([
    ['503-loading', 'busy', { retryable: true }],
    ['429', 'busy', { retryable: true, afterMs: 1_500 }],
    ['429-quota', 'quota', { retryable: false }],
    ['500', 'broken', { retryable: true }],
    ['html-502', 'unreachable', { retryable: true }],
    ['html-200', 'unreachable', { retryable: true }],
    ['error-middle', 'broken', { retryable: true }],
    ['early-close', 'truncated', { retryable: true }],
    ['reset-middle', 'broken', { retryable: true }],
    ['bad-piece', 'broken', { retryable: true }],
    ['length', 'truncated', { retryable: false }],
    ['filtered', 'blocked', { retryable: false }],
    ['empty', 'empty', { retryable: true }],
  ])('%s is %s', async (fault, kind, expected) => {
    server.set({ text: TEXT, fault });
    await expect(read()).rejects.toMatchObject({ name: 'LlmError', kind, ...expected });
  });

  it('of a stream that stands still ends by its clock, socket included', async () => {
    server.set({ text: TEXT, fault: 'stall' });
    await expect(read(asking({ deadlines: { betweenTokensMs: 80 } }))).rejects.toMatchObject({
      kind: 'slow',
      clock: 'between-tokens',
    });
    await until(() => server.requests[0]?.hungUp === true, 'the socket was closed');
  });
});

describe('the set-up', () => {
  const failing = (more: object) =>
    createOpenAiCompatible({ apiKey: 'key', model: 'local-model', baseUrl: server.url, ...more }).check();

  it('is checked with a sentence that says what to mend', async () => {
    await expect(llm.check()).resolves.toBeUndefined();
    await expect(failing({ apiKey: null })).rejects.toMatchObject({
      kind: 'misconfigured',
      message: expect.stringContaining('OPENAI_API_KEY'),
    });
    await expect(failing({ model: 'other' })).rejects.toMatchObject({
      kind: 'misconfigured',
      message: expect.stringContaining('local-model'),
    });
    await expect(failing({ baseUrl: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('OPENAI_BASE_URL'),
    });
  });

  it('takes an address with or without the version', async () => {
    await expect(failing({ baseUrl: server.url.replace('/v1', '/') })).resolves.toBeUndefined();
  });
});
