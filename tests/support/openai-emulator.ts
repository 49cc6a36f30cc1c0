// openai-emulator.ts: a small OpenAI-compatible model server on loopback, with the habits and faults of real ones.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One per request; the default is a server that does everything right. */
export type OpenAiFault =
  | 'split-pieces' // every few bytes arrive alone, also in the middle of a character
  | 'missing-done' // the stream ends after the finish_reason, without [DONE]
  | 'missing-reason' // [DONE] without a finish_reason
  | 'pings' // comment lines between the pieces
  | 'reasoning' // reasoning_content before the answer
  | 'no-stream' // one JSON body although a stream was asked for
  | 'error-middle' // data: {"error": …} after two pieces
  | 'early-close' // neither finish_reason nor [DONE]
  | 'reset-middle'
  | 'stall'
  | 'length' // finish_reason length
  | 'filtered' // finish_reason content_filter
  | 'empty'
  | 'bad-piece'
  | '503-loading' // llama.cpp while it loads the model
  | '429' // with Retry-After
  | '429-quota'
  | '500'
  | 'html-502'
  | 'html-200'
  | 'refuses-schema' // 400 for response_format json_schema
  | 'refuses-json' // 400 for any response_format
  | 'refuses-max-tokens'; // 400: use max_completion_tokens

export interface OpenAiRequest {
  path: string;
  authorization: string | undefined;
  body: { messages?: { role: string; content: string }[]; response_format?: { type: string }; stream?: boolean } & Record<
    string,
    unknown
  >;
  hungUp: boolean;
}

export interface OpenAiEmulator {
  /** With /v1. */
  readonly url: string;
  readonly requests: OpenAiRequest[];
  /** What is answered from now on. */
  set(act: { text?: string; fault?: OpenAiFault }): void;
  close(): Promise<void>;
}

export async function startOpenAiEmulator({
  apiKey = null as string | null,
  model = 'local-model',
} = {}): Promise<OpenAiEmulator> {
  const requests: OpenAiRequest[] = [];
  let act: { text?: string; fault?: OpenAiFault } = {};
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const record: OpenAiRequest = {
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: await bodyOf(request),
      hungUp: false,
    };
    requests.push(record);
    response.once('close', () => (record.hungUp = !response.writableFinished));
    if (apiKey !== null && record.authorization !== `Bearer ${apiKey}`)
      return fail(response, 401, 'Incorrect API key provided.', 'invalid_api_key');
    if (record.path === '/v1/models') return json(response, 200, { object: 'list', data: [{ id: model, object: 'model' }] });
    if (record.path !== '/v1/chat/completions') return fail(response, 404, 'Not found', 'not_found');
    if (record.body.model !== model)
      return fail(response, 404, `The model "${String(record.body.model)}" does not exist.`, 'model_not_found');
    if (!refused(response, record, act.fault))
      await answer(response, act.text ?? 'What does that cost when a row is written?', act.fault, model);
  };
  const server = createServer(
    (request, response) => void handle(request, response).catch((error: unknown) => response.destroy(error as Error)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    set: (next) => {
      act = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers everything that is refused before a token is made. */
function refused(response: ServerResponse, { body }: OpenAiRequest, fault: OpenAiFault | undefined): boolean {
  const format = body.response_format?.type;
  if (fault === '503-loading') fail(response, 503, 'Loading model', 503);
  else if (fault === '500') fail(response, 500, 'The server had an error.', 'server_error');
  else if (fault === '429') fail(response, 429, 'Rate limit reached.', 'rate_limit_exceeded', { 'retry-after': '1.5' });
  else if (fault === '429-quota') fail(response, 429, 'You exceeded your current quota.', 'insufficient_quota');
  else if (fault === 'html-502' || fault === 'html-200')
    response.writeHead(fault === 'html-502' ? 502 : 200, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>');
  else if ((fault === 'refuses-schema' && format === 'json_schema') || (fault === 'refuses-json' && format)) {
    fail(response, 400, `'response_format.type' of '${String(format)}' is not supported.`, 'invalid_request_error');
  } else if (fault === 'refuses-max-tokens' && 'max_tokens' in body) {
    fail(response, 400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", 'unsupported_parameter');
  } else return false;
  return true;
}

async function answer(response: ServerResponse, text: string, fault: OpenAiFault | undefined, model: string): Promise<void> {
  const base = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model };
  const piece = (delta: object, reason: string | null = null): string =>
    event({ ...base, choices: [{ index: 0, delta, finish_reason: reason }] });
  const usage = { prompt_tokens: 40, completion_tokens: 12, total_tokens: 52, prompt_tokens_details: { cached_tokens: 8 } };
  if (fault === 'no-stream') {
    return json(response, 200, {
      ...base,
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
      usage,
    });
  }
  const words = fault === 'empty' ? [] : (text.match(/\S+\s*/g) ?? []);
  const pieces = [piece({ role: 'assistant', content: '' }), ...words.map((content) => piece({ content }))];
  if (fault === 'reasoning') pieces.splice(1, 0, piece({ reasoning_content: 'The candidate is unsure.' }));
  if (fault === 'pings') pieces.splice(2, 0, ': ping\n\n');
  const reason = fault === 'length' ? 'length' : fault === 'filtered' ? 'content_filter' : 'stop';
  const end = [
    fault === 'missing-reason' ? '' : piece({}, reason),
    event({ ...base, choices: [], usage }),
    fault === 'missing-done' ? '' : 'data: [DONE]\n\n',
  ];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const broken = BROKEN[fault ?? 'pings'];
  if (!broken) return write(response, [...pieces, ...end].join(''), fault === 'split-pieces' ? 7 : Infinity);
  await write(response, pieces.slice(0, 3).join('') + broken.adds, Infinity, broken.ends === 'end');
  if (broken.ends === 'reset') setTimeout(() => response.socket?.resetAndDestroy(), 25);
}

const BROKEN: Partial<Record<OpenAiFault, { adds: string; ends: 'end' | 'reset' | 'stall' }>> = {
  'error-middle': { adds: event({ error: { message: 'CUDA out of memory', type: 'server_error', code: null } }), ends: 'end' },
  'early-close': { adds: '', ends: 'end' },
  'bad-piece': { adds: 'data: {"choices": [{"del\n\n', ends: 'end' },
  'reset-middle': { adds: '', ends: 'reset' },
  stall: { adds: '', ends: 'stall' },
};

/** In pieces of so many bytes, each in a packet of its own. */
async function write(response: ServerResponse, text: string, size: number, end = true): Promise<void> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    response.write(bytes.subarray(at, Math.min(bytes.length, at + size)));
    if (size < Infinity) await new Promise(setImmediate);
  }
  if (end) response.end();
}

function event(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function json(response: ServerResponse, status: number, value: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

const fail = (
  response: ServerResponse,
  status: number,
  message: string,
  code: string | number,
  headers: Record<string, string> = {},
): void => json(response, status, { error: { message, type: 'error', param: null, code } }, headers);

async function bodyOf(request: IncomingMessage): Promise<OpenAiRequest['body']> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length > 0 ? (JSON.parse(Buffer.concat(parts).toString('utf8')) as OpenAiRequest['body']) : {};
}
