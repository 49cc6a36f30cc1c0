// gemini.ts: Google Gemini behind the Llm port; the only file that imports Google's SDK.
import {
  type Content,
  type GenerateContentRequest,
  type GenerateContentResponse,
  type GenerationConfig,
  GoogleGenerativeAI,
  GoogleGenerativeAIFetchError,
  type ResponseSchema,
} from '@google/generative-ai';
import { CallClocks } from './deadlines';
import { endToError, faultToError } from './gemini-faults';
import { toGeminiSchema } from './gemini-schema';
import { askForJson, tooLongFor } from './json-answer';
import { type AskOptions, type Llm, LlmError, type Message, type Streamed, type Usage } from './llm';
import { collect, type Known, timedStream } from './timed-stream';

export interface GeminiOptions {
  apiKey: string;
  model: string;
  baseUrl: string;
  /** How much the model may think before it speaks; not sent when left out (models before 3 refuse it). */
  thinking?: 'MINIMAL' | 'LOW' | 'MEDIUM' | 'HIGH';
}

/** Gemini counts thoughts against maxOutputTokens: without room for them a short answer comes back empty. */
const ROOM_FOR_THOUGHTS = 2_048;

/** What the SDK's types (frozen in 2025) do not know about a reply. */
interface Extras {
  error?: { code?: number; message?: string; details?: unknown[] };
  usageMetadata?: {
    promptTokenCount?: number;
    candidatesTokenCount?: number;
    thoughtsTokenCount?: number;
    cachedContentTokenCount?: number;
  };
}

interface Call extends AskOptions {
  config: GenerationConfig;
}

export function createGemini(given: GeminiOptions): Llm {
  const options = { ...given, baseUrl: given.baseUrl.replace(/\/+$/, '') };
  const { model } = options;
  const open = (asked: AskOptions, answerConfig: GenerationConfig = {}): Streamed =>
    stream(options, { ...asked, config: answerConfig });
  return {
    provider: 'gemini',
    model,
    stream: (asked) => open(asked),
    ask: (asked) => {
      const config: GenerationConfig = {
        responseMimeType: 'application/json',
        responseSchema: toGeminiSchema(asked.schema) as unknown as ResponseSchema,
      };
      return askForJson(asked, (attempt) => collect(open(attempt, config)));
    },
    check: (signal) => check(options, signal),
  };
}

const stream = (options: GeminiOptions, call: Call): Streamed =>
  timedStream(call, {
    url: options.baseUrl,
    pieces: (clocks, known) => pieces(options, call, clocks, known),
    toError: (error) => toLlmError(error, options.model),
  });

async function* pieces(options: GeminiOptions, call: Call, clocks: CallClocks, known: Known): AsyncGenerator<string> {
  const model = new GoogleGenerativeAI(options.apiKey).getGenerativeModel({ model: options.model }, { baseUrl: options.baseUrl });
  const streamed = await model.generateContentStream(toRequest(options, call), { signal: clocks.signal });
  // This second promise rejects by itself when the stream breaks, and would end the process if nobody caught it.
  streamed.response.catch(() => {});
  let length = 0;
  let reason: string | undefined;
  let blocked: string | undefined;
  for await (const reply of streamed.stream as AsyncIterable<GenerateContentResponse & Extras>) {
    if (reply.error)
      throw faultToError(
        { status: reply.error.code ?? 500, message: reply.error.message ?? '', details: reply.error.details ?? [] },
        options.model,
      );
    known.usage = toUsage(reply) ?? known.usage;
    blocked = reply.promptFeedback?.blockReason ?? blocked;
    // Some models put STOP on every piece: only the end of the stream is the end, whatever the reason said before.
    reason = reply.candidates?.[0]?.finishReason ?? reason;
    const text = spokenText(reply);
    if (text === '') continue;
    length += text.length;
    if (length > tooLongFor(call.maxAnswerTokens))
      throw new LlmError('unparsable', 'the answer is far longer than was asked for', { usage: known.usage });
    clocks.heard();
    yield text;
    clocks.waiting();
  }
  const failure = endToError({ reason, blocked, text: length > 0, usage: known.usage });
  if (failure) throw failure;
}

/** The SDK's own text() would also read thoughts aloud. */
function spokenText(reply: GenerateContentResponse): string {
  const parts = reply.candidates?.[0]?.content?.parts ?? [];
  return parts.map((part) => ((part as { thought?: boolean }).thought ? '' : (part.text ?? ''))).join('');
}

function toUsage(reply: Extras): Usage | undefined {
  const counted = reply.usageMetadata;
  if (!counted) return undefined;
  return {
    prompt: counted.promptTokenCount ?? 0,
    cached: counted.cachedContentTokenCount ?? 0,
    thoughts: counted.thoughtsTokenCount ?? 0,
    answer: counted.candidatesTokenCount ?? 0,
  };
}

// temperature, topP and topK are deprecated for these models: they are left out on purpose.
function toRequest(options: GeminiOptions, call: Call): GenerateContentRequest {
  const config = {
    ...call.config,
    maxOutputTokens: call.maxAnswerTokens + ROOM_FOR_THOUGHTS,
    ...(options.thinking && { thinkingConfig: { thinkingLevel: options.thinking } }),
  };
  return {
    systemInstruction: { role: 'system', parts: [{ text: call.system }] },
    contents: toContents(call.messages),
    generationConfig: config,
  };
}

/** Gemini wants the roles to alternate: neighbours of one role become parts of one content. */
function toContents(messages: Message[]): Content[] {
  const contents: Content[] = [];
  for (const message of messages) {
    const role = message.from === 'interviewer' ? 'model' : 'user';
    const last = contents.at(-1);
    if (last?.role === role) last.parts.push({ text: message.text });
    else contents.push({ role, parts: [{ text: message.text }] });
  }
  return contents;
}

function toLlmError(error: unknown, model: string): LlmError {
  if (error instanceof LlmError) return error;
  if (error instanceof GoogleGenerativeAIFetchError && error.status !== undefined) {
    return faultToError({ status: error.status, message: bodyMessage(error.message), details: error.errorDetails ?? [] }, model);
  }
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('Error fetching from')) return new LlmError('unreachable', 'gemini cannot be reached', { cause: error });
  // Without the cause: the SDK quotes the piece that it could not read, and with it the candidate, into the log.
  return new LlmError('broken', 'the stream from gemini could not be read');
}

/** The SDK writes "Error fetching from URL: [503 Service Unavailable] message [details]": only the message is Gemini's. */
const bodyMessage = (message: string): string =>
  /: \[\d+ [^\]]*\]\s?([\s\S]*?)(?: \[\{"@type"[\s\S]*)?$/.exec(message)?.[1] ?? '';

async function check(options: GeminiOptions, signal: AbortSignal | undefined): Promise<void> {
  const clocks = new CallClocks(options.baseUrl, { totalMs: 5_000, firstTokenMs: 5_000 }, signal);
  try {
    const url = `${options.baseUrl}/v1beta/models/${encodeURIComponent(options.model)}`;
    const response = await fetch(url, { headers: { 'x-goog-api-key': options.apiKey }, signal: clocks.signal });
    if (response.ok) return void (await response.arrayBuffer());
    // A page of a proxy is not JSON: then the status alone must do.
    const body = (await response.json().catch(() => ({}))) as Extras;
    throw faultToError(
      { status: response.status, message: body.error?.message ?? '', details: body.error?.details ?? [] },
      options.model,
    );
  } catch (error) {
    if (error instanceof LlmError) throw error;
    throw clocks.failure ?? new LlmError('unreachable', `gemini cannot be reached at ${options.baseUrl}`, { cause: error });
  } finally {
    clocks.stop();
  }
}
