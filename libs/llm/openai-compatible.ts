// openai-compatible.ts: any server with OpenAI's chat completions (vLLM, Ollama, llama.cpp, a gateway) behind the Llm port.
import { z } from 'zod';
import { CallClocks } from './deadlines';
import { askForJson, tooLongFor } from './json-answer';
import { type AskOptions, type Llm, LlmError, type Message, type Streamed, type Usage } from './llm';
import { endOfChoice, faultOfBody, faultOfResponse } from './openai-faults';
import { readEvents } from './openai-stream';
import { collect, type Known, timedStream } from './timed-stream';

export interface OpenAiCompatibleOptions {
  apiKey: string | null;
  model: string;
  /** With or without the version: `http://localhost:11434` means `http://localhost:11434/v1`. */
  baseUrl: string;
}

/** What this server turned out not to understand; learnt from its first refusal and kept. */
interface Dialect {
  json: 'schema' | 'object' | 'none';
  limit: 'max_tokens' | 'max_completion_tokens';
}

interface Server extends OpenAiCompatibleOptions {
  dialect: Dialect;
}

interface Call extends AskOptions {
  json?: { name: string; schema: unknown };
}

export function createOpenAiCompatible(options: OpenAiCompatibleOptions): Llm {
  const server: Server = { ...options, baseUrl: withVersion(options.baseUrl), dialect: { json: 'schema', limit: 'max_tokens' } };
  return {
    provider: 'openai',
    model: options.model,
    stream: (asked) => stream(server, asked),
    ask: (asked) => {
      const json = { name: asked.schemaName, schema: z.toJSONSchema(asked.schema, { reused: 'inline' }) };
      return askForJson(asked, (attempt) => collect(stream(server, { ...attempt, json })));
    },
    check: (signal) => check(server, signal),
  };
}

function withVersion(baseUrl: string): string {
  const trimmed = baseUrl.replace(/\/+$/, '');
  return new URL(trimmed).pathname === '/' ? `${trimmed}/v1` : trimmed;
}

const stream = (server: Server, call: Call): Streamed =>
  timedStream(call, { url: server.baseUrl, pieces: (clocks, known) => pieces(server, call, clocks, known), toError: toLlmError });

async function* pieces(server: Server, call: Call, clocks: CallClocks, known: Known): AsyncGenerator<string> {
  const response = await post(server, call, clocks.signal);
  let length = 0;
  let reason: string | undefined;
  for await (const event of readEvents(response)) {
    if (event === 'done') {
      // The server says itself that it is complete; not every one gives a reason as well.
      reason ??= 'stop';
      break;
    }
    if (event.error) throw faultOfBody(200, event.error, undefined);
    if (event.usage) known.usage = toUsage(event.usage);
    const choice = event.choices?.[0];
    reason = choice?.finish_reason ?? reason;
    // delta.reasoning_content is the model thinking aloud: not part of the answer.
    const text = choice?.delta?.content ?? choice?.message?.content ?? '';
    if (text === '') continue;
    length += text.length;
    if (length > tooLongFor(call.maxAnswerTokens))
      throw new LlmError('unparsable', 'the answer is far longer than was asked for', { usage: known.usage });
    clocks.heard();
    yield text;
    clocks.waiting();
  }
  const failure = endOfChoice(reason, length > 0, known.usage);
  if (failure) throw failure;
}

/** Posts the request; when the server refuses a field that not all servers know, says it in the next older way. */
async function post(server: Server, call: Call, signal: AbortSignal): Promise<Response> {
  for (;;) {
    const response = await fetch(`${server.baseUrl}/chat/completions`, {
      method: 'POST',
      headers: headersOf(server),
      body: JSON.stringify(toRequest(server, call)),
      signal,
    });
    if (response.ok) return response;
    const body = await response.text();
    if (response.status !== 400 && response.status !== 422) throw faultOfResponse(response, body, server.model);
    if (!stepDown(server.dialect, body, call.json !== undefined)) throw faultOfResponse(response, body, server.model);
  }
}

function stepDown(dialect: Dialect, refusal: string, asksForJson: boolean): boolean {
  if (dialect.limit === 'max_tokens' && refusal.includes('max_completion_tokens')) {
    dialect.limit = 'max_completion_tokens';
    return true;
  }
  if (!asksForJson || dialect.json === 'none' || !/response_format|json_schema|json_object|schema|grammar/i.test(refusal))
    return false;
  dialect.json = dialect.json === 'schema' ? 'object' : 'none';
  return true;
}

function toRequest({ model, dialect }: Server, call: Call): Record<string, unknown> {
  // A server that does not enforce the schema must at least be told it.
  const told =
    call.json && dialect.json !== 'schema'
      ? `\n\nAnswer with one JSON object that fits this schema:\n${JSON.stringify(call.json.schema)}`
      : '';
  return {
    model,
    messages: [{ role: 'system', content: call.system + told }, ...toMessages(call.messages)],
    stream: true,
    stream_options: { include_usage: true },
    [dialect.limit]: call.maxAnswerTokens,
    ...(call.json &&
      dialect.json === 'schema' && { response_format: { type: 'json_schema', json_schema: { ...call.json, strict: true } } }),
    ...(call.json && dialect.json === 'object' && { response_format: { type: 'json_object' } }),
  };
}

/** Many chat templates refuse two neighbours of one role: they become one message. */
function toMessages(messages: Message[]): { role: string; content: string }[] {
  const merged: { role: string; content: string }[] = [];
  for (const message of messages) {
    const role = message.from === 'interviewer' ? 'assistant' : 'user';
    const last = merged.at(-1);
    if (last?.role === role) last.content += `\n\n${message.text}`;
    else merged.push({ role, content: message.text });
  }
  return merged;
}

const headersOf = ({ apiKey }: Server): Record<string, string> => ({
  'content-type': 'application/json',
  ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
});

interface CountedTokens {
  prompt_tokens?: number;
  completion_tokens?: number;
  prompt_tokens_details?: { cached_tokens?: number } | null;
  completion_tokens_details?: { reasoning_tokens?: number } | null;
}

function toUsage(counted: CountedTokens): Usage {
  const thoughts = counted.completion_tokens_details?.reasoning_tokens ?? 0;
  return {
    prompt: counted.prompt_tokens ?? 0,
    cached: counted.prompt_tokens_details?.cached_tokens ?? 0,
    thoughts,
    answer: Math.max(0, (counted.completion_tokens ?? 0) - thoughts),
  };
}

function toLlmError(error: unknown): LlmError {
  if (error instanceof LlmError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (message === 'fetch failed') return new LlmError('unreachable', 'the model server cannot be reached', { cause: error });
  return new LlmError('broken', 'the stream from the model server could not be read', { cause: error });
}

const ModelList = z.object({ data: z.array(z.object({ id: z.string() })) });

async function check(server: Server, signal: AbortSignal | undefined): Promise<void> {
  const clocks = new CallClocks(server.baseUrl, { totalMs: 5_000, firstTokenMs: 5_000 }, signal);
  try {
    const response = await fetch(`${server.baseUrl}/models`, { headers: headersOf(server), signal: clocks.signal });
    const body = await response.text();
    // Not every server lists its models: that alone is no reason to refuse it.
    if (response.status === 404 || response.status === 405) return;
    if (!response.ok) throw faultOfResponse(response, body, server.model);
    const listed = ModelList.safeParse(JSON.parse(body));
    const names = listed.success ? listed.data.data.map((m) => m.id) : [];
    if (names.length > 0 && !names.includes(server.model)) {
      throw new LlmError(
        'misconfigured',
        `The server has no model "${server.model}". Set OPENAI_MODEL to one of: ${names.slice(0, 8).join(', ')}.`,
      );
    }
  } catch (error) {
    if (error instanceof LlmError) throw error;
    throw (
      clocks.failure ??
      new LlmError('unreachable', `no model server answers at ${server.baseUrl}: check OPENAI_BASE_URL`, { cause: error })
    );
  } finally {
    clocks.stop();
  }
}
