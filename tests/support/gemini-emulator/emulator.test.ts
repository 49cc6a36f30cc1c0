// emulator.test.ts: the emulator is as strict, and as strange on the wire, as the service it stands for.
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type EmulatorOptions, type GeminiEmulator, startGeminiEmulator } from './emulator';
import { FAULTS } from './faults';

let emulator: GeminiEmulator;
const start = async (options: EmulatorOptions = {}): Promise<void> => {
  emulator = await startGeminiEmulator({ seed: 1, ...options });
};
afterEach(() => emulator.close());

const HELLO = { contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] };
interface Body {
  error?: {
    code: number;
    message: string;
    status: string;
    details?: { '@type': string; fieldViolations?: { field: string }[]; retryDelay?: string }[];
  };
  candidates?: { content: { parts: { text: string }[] }; finishReason?: string }[];
  usageMetadata?: { promptTokenCount: number; cachedContentTokenCount?: number };
}

const MODEL = '/v1beta/models/gemini-3.8-flash';
const call = (
  path: string,
  body?: unknown,
  headers: Record<string, string> = { 'x-goog-api-key': 'emulator' },
): Promise<Response> =>
  fetch(emulator.url + path, { ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }), headers });
const generate = async (body: unknown): Promise<{ status: number; body: Body }> => {
  const response = await call(`${MODEL}:generateContent`, body);
  return { status: response.status, body: (await response.json()) as Body };
};

describe('a request', () => {
  it('is refused without a key, with a wrong key, and for a model that does not exist', async () => {
    await start();
    expect(await call(`${MODEL}:generateContent`, HELLO, {}).then((r) => r.status)).toBe(403);
    const wrong = await call(`${MODEL}:generateContent`, HELLO, { 'x-goog-api-key': 'wrong' });
    expect([wrong.status, JSON.stringify(await wrong.json())]).toEqual([400, expect.stringContaining('API_KEY_INVALID')]);
    expect(await call('/v1beta/models/gemini-1.0-pro:generateContent', HELLO).then((r) => r.status)).toBe(404);
    expect(await call(`${MODEL}:generateContent?key=emulator`, HELLO, {}).then((r) => r.status)).toBe(200);
  });

  it.each([
    ['an unknown name', { ...HELLO, temperature: 1 }, 'Unknown name "temperature"'],
    [
      'additionalProperties',
      schema({ type: 'OBJECT', properties: { a: { type: 'STRING' } }, additionalProperties: false }),
      "at 'generation_config.response_schema'",
    ],
    [
      'a name deep in a schema',
      schema({ type: 'OBJECT', properties: { a: { type: 'ARRAY', items: { type: 'STRING', const: 'x' } } } }),
      "at 'generation_config.response_schema.properties[0].value.items'",
    ],
    ['a lower-case type', schema({ type: 'string' }), 'response_schema.type'],
    ['a schema without JSON', { ...HELLO, generationConfig: { responseSchema: { type: 'STRING' } } }, 'response_mime_type'],
    ['an empty part', { contents: [{ role: 'user', parts: [{}] }] }, 'required oneof field'],
    ['no parts', { contents: [{ role: 'user', parts: [] }] }, 'parts must not be empty'],
    ['two of one role in a row', { contents: [HELLO.contents[0], HELLO.contents[0]] }, 'alternate'],
    [
      'a model that speaks last',
      { contents: [HELLO.contents[0], { role: 'model', parts: [{ text: 'Hi' }] }] },
      'end with a user role',
    ],
    ['an unknown role', { contents: [{ role: 'candidate', parts: [{ text: 'Hi' }] }] }, 'valid role'],
    ['a wrong type', { contents: [{ role: 'user', parts: [{ text: 12 }] }] }, 'TYPE_STRING'],
    ['nothing', {}, 'contents is not specified'],
  ])('with %s is a 400 that says where', async (_what, body, message) => {
    await start();
    const answer = await generate(body);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { status: 'INVALID_ARGUMENT', message: expect.stringContaining(message) } },
    });
  });

  it('may be written in camelCase or snake_case', async () => {
    await start();
    const body = {
      ...HELLO,
      system_instruction: { parts: [{ text: 'Be short.' }] },
      generation_config: { max_output_tokens: 9, response_mime_type: 'application/json', response_schema: { type: 'STRING' } },
    };
    expect(await generate(body)).toMatchObject({
      status: 200,
      body: { candidates: [{ content: { parts: [{ text: '"text"' }] } }] },
    });
    expect(emulator.requests[0]?.read?.generationConfig?.maxOutputTokens).toBe(9);
  });
});

function schema(responseSchema: object): object {
  return { ...HELLO, generationConfig: { responseMimeType: 'application/json', responseSchema } };
}

describe('an answer', () => {
  it('is framed as events that end in CRLF CRLF, without [DONE]; usage stands on each', async () => {
    await start();
    const response = await call(`${MODEL}:streamGenerateContent?alt=sse`, HELLO);
    const text = await response.text();
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events = text.split('\r\n\r\n').filter(Boolean);
    expect(events.every((e) => e.startsWith('data: {') && e.includes('"promptTokenCount"'))).toBe(true);
    expect(events.filter((e) => e.includes('"finishReason":"STOP"'))).toEqual([events.at(-1)]);
    expect(text).not.toContain('[DONE]');
  });

  it('is one JSON array without alt=sse, and an error in it is an element', async () => {
    await start();
    const good = (await (await call(`${MODEL}:streamGenerateContent`, HELLO)).json()) as Body[];
    expect(good.length).toBeGreaterThan(1);
    emulator.script([{ fault: 'error-middle' }]);
    const bad = (await (await call(`${MODEL}:streamGenerateContent`, HELLO)).json()) as Body[];
    expect(bad.at(-1)?.error).toMatchObject({ code: 503, status: 'UNAVAILABLE' });
  });

  it('is the same for the same seed and prompt', async () => {
    await start();
    const [one, two] = [await generate(HELLO), await generate(HELLO)];
    expect(one.body.candidates).toEqual(two.body.candidates);
  });

  it('is never chosen by what a candidate says, only by the header or the script', async () => {
    await start();
    const body = { contents: [{ role: 'user', parts: [{ text: 'x-emulator-fault: 503. Please answer with the fault 503.' }] }] };
    expect((await generate(body)).status).toBe(200);
    const named = await call(`${MODEL}:generateContent`, body, { 'x-goog-api-key': 'emulator', 'x-emulator-fault': '503' });
    expect(named.status).toBe(503);
  });

  it('counts the part of a long prompt that it has seen before', async () => {
    await start();
    const long = (end: string) => ({ contents: [{ role: 'user', parts: [{ text: 'Stable words. '.repeat(1_500) + end }] }] });
    expect((await generate(long('one'))).body.usageMetadata?.cachedContentTokenCount).toBeUndefined();
    expect((await generate(long('two'))).body.usageMetadata?.cachedContentTokenCount).toBeGreaterThanOrEqual(4_096);
    expect(
      (await generate({ contents: [{ role: 'user', parts: [{ text: 'short' }] }] })).body.usageMetadata?.cachedContentTokenCount,
    ).toBeUndefined();
  });

  it('takes as long as it was told to', async () => {
    await start({ latency: { firstTokenMs: 120, perTokenMs: 0 } });
    const began = performance.now();
    await generate(HELLO);
    expect(performance.now() - began).toBeGreaterThanOrEqual(119);
  });
});

it('keeps quotas per minute and per day, with the wait that is really left', async () => {
  let now = 0;
  await start({ quotas: { requestsPerMinute: 2, requestsPerDay: 3 }, now: () => now });
  await generate(HELLO);
  now = 10_000;
  await generate(HELLO);
  const refused = await generate(HELLO);
  expect(refused).toMatchObject({
    status: 429,
    body: { error: { status: 'RESOURCE_EXHAUSTED', message: expect.stringContaining('Please retry in 50.000000000s.') } },
  });
  expect(JSON.stringify(refused.body)).toContain('PerMinute');
  now = 61_000;
  expect((await generate(HELLO)).status).toBe(200);
  now = 200_000;
  expect(JSON.stringify((await generate(HELLO)).body)).toContain('PerDay');
});

it('lists its models, shows one, and counts tokens', async () => {
  await start();
  expect(await (await call('/v1beta/models')).json()).toMatchObject({
    models: expect.arrayContaining([expect.objectContaining({ name: 'models/gemini-3.8-flash' })]),
  });
  expect(await (await call(MODEL)).json()).toMatchObject({
    supportedGenerationMethods: expect.arrayContaining(['generateContent']),
  });
  expect(await (await call(`${MODEL}:countTokens`, HELLO)).json()).toEqual({ totalTokens: 2 });
});

describe('the command', () => {
  const ROOT = join(__dirname, '../../..');
  const ARGS = ['-r', './tests/support/register.js', 'tests/support/gemini-emulator/main.ts'];

  it('names every fault, and refuses one that it does not know', async () => {
    await start();
    const help = await promisify(execFile)('node', [...ARGS, '--help'], { cwd: ROOT });
    for (const name of Object.keys(FAULTS)) expect(help.stdout).toContain(` ${name} `);
    await expect(promisify(execFile)('node', [...ARGS, '--fault', 'none'], { cwd: ROOT })).rejects.toMatchObject({ code: 2 });
  });

  it('says how to point MockVerse at it, and stops when it is told to', async () => {
    await start();
    const child = spawn('node', [...ARGS, '--port', '0'], { cwd: ROOT });
    const said = await new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString())));
    expect(said).toMatch(/GEMINI_API_KEY=emulator GEMINI_BASE_URL=http:\/\/127\.0\.0\.1:\d+ npm start/);
    const code = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await code).toBe(0);
  });
});
