// emulator.ts: Google's Gemini API on loopback: strict about requests, deterministic in answers, wrong on demand.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asAnswer, badKey, errorObject, type HttpAnswer, missingKey, statusFault, unknownModel } from './errors';
import { type ContentFault, type Fault, isFault, isStatusFault, isStreamFault } from './faults';
import { answerTo } from './interviewer';
import { PromptCache, QuotaKeeper, type Quotas } from './limits';
import { MODELS, modelCard } from './models';
import { promptChars, readPrompt, tokensIn } from './prompt';
import { type Framing, type Latency, send } from './send';
import { spoil } from './spoil';
import { type Counted, type Piece, type Step, toSteps } from './steps';
import { readRequest, type WireRequest } from './wire';

/** What is to happen to one request. */
export interface Act {
  fault?: Fault;
  /** Answers this text in place of the emulator's own. */
  text?: string;
  latency?: Partial<Latency>;
}

export interface EmulatorOptions {
  /** 0 takes a free one. */
  port?: number;
  seed?: number;
  latency?: Partial<Latency>;
  quotas?: Quotas;
  /** Keys that are accepted; without it only `emulator` is. */
  apiKeys?: string[];
  now?: () => number;
}

export interface RecordedRequest {
  method: string;
  path: string;
  model: string | null;
  headers: IncomingMessage['headers'];
  body: unknown;
  /** As it was understood; null when it was refused before. */
  read: WireRequest | null;
  /** What the act asked for. */
  fault: Fault | null;
  status: number | null;
  /** True when the caller hung up before the answer was complete. */
  hungUp: boolean;
}

export interface GeminiEmulator {
  readonly url: string;
  /** Every request, oldest first. */
  readonly requests: RecordedRequest[];
  /** Sockets that are open right now. */
  openSockets(): Promise<number>;
  /** The next requests get these acts, one each; then the default again. */
  script(acts: Act[]): void;
  setDefault(act: Act): void;
  close(): Promise<void>;
}

const KEYS = ['emulator'];

class Emulator {
  readonly requests: RecordedRequest[] = [];
  readonly acts: Act[] = [];
  usual: Act = {};
  private readonly cache = new PromptCache();
  private readonly quota: QuotaKeeper;
  constructor(private readonly options: EmulatorOptions) {
    this.quota = new QuotaKeeper(options.quotas ?? {}, options.now ?? Date.now);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://emulator');
    const record: RecordedRequest = {
      method: request.method ?? '',
      path: url.pathname,
      model: null,
      headers: request.headers,
      body: await bodyOf(request),
      read: null,
      fault: null,
      status: null,
      hungUp: false,
    };
    this.requests.push(record);
    response.once('close', () => (record.hungUp = !response.writableFinished));
    response.once('finish', () => (record.status = response.statusCode));
    const refusal = this.refuseKey(request, url) ?? this.plainRoute(url, request.method ?? '', record);
    if (refusal) return reply(response, refusal);
    await this.generate(url, request, response, record);
  }

  private refuseKey(request: IncomingMessage, url: URL): HttpAnswer | undefined {
    const key = request.headers['x-goog-api-key'] ?? url.searchParams.get('key');
    if (!key) return asAnswer(missingKey());
    return (this.options.apiKeys ?? KEYS).includes(String(key)) ? undefined : asAnswer(badKey());
  }

  /** Everything but generating; undefined when the request is to generate. */
  private plainRoute(url: URL, method: string, record: RecordedRequest): HttpAnswer | undefined {
    const [, id, verb] = /^\/v1beta\/models(?:\/([^/:]+))?(?::([A-Za-z]+))?$/.exec(url.pathname) ?? [undefined, '', 'unknown'];
    record.model = id || null;
    if (id && !MODELS.includes(id)) return asAnswer(unknownModel(id));
    if (method === 'GET' && !verb) return json(id ? modelCard(id) : { models: MODELS.map(modelCard) });
    if (method === 'POST' && verb === 'countTokens') return this.countTokens(record);
    if (method === 'POST' && id && (verb === 'generateContent' || verb === 'streamGenerateContent')) return undefined;
    return asAnswer(errorObject(404, 'NOT_FOUND', 'Requested entity was not found.'));
  }

  private countTokens(record: RecordedRequest): HttpAnswer {
    const read = readRequest(record.body, 'count');
    if ('error' in read) return asAnswer(read.error);
    record.read = read.request;
    return json({ totalTokens: tokensIn(promptChars({ ...read.request, contents: read.request.contents ?? [] })) });
  }

  private async generate(url: URL, request: IncomingMessage, response: ServerResponse, record: RecordedRequest): Promise<void> {
    const read = readRequest(record.body, 'generate');
    if ('error' in read) return reply(response, asAnswer(read.error));
    record.read = read.request;
    const act = this.actFor(request);
    record.fault = act.fault ?? null;
    const model = record.model ?? '';
    const chars = promptChars(read.request);
    const exceeded = this.quota.take(String(request.headers['x-goog-api-key'] ?? ''), model, tokensIn(chars));
    if (exceeded) return reply(response, asAnswer(exceeded));
    if (act.fault === 'stall-headers') return;
    if (act.fault === 'reset') return void request.socket.resetAndDestroy();
    if (act.fault && isStatusFault(act.fault)) return reply(response, statusFault(act.fault, model));
    const steps = this.stepsFor(read.request, act, model, chars);
    await send(response, steps, framingOf(url), this.latencyOf(act));
  }

  private actFor(request: IncomingMessage): Act {
    const named = request.headers['x-emulator-fault'];
    if (typeof named === 'string' && isFault(named)) return { fault: named };
    return this.acts.shift() ?? this.usual;
  }

  private stepsFor(request: WireRequest, act: Act, model: string, chars: string): Step[] {
    const prompt = readPrompt(request);
    const schema = request.generationConfig?.responseSchema;
    const good = act.text ?? answerTo(prompt, schema, this.options.seed ?? 1);
    const spoilt =
      act.fault && !isStreamFault(act.fault) ? spoil(good, act.fault as ContentFault, schema !== undefined, prompt) : good;
    const limit = request.generationConfig?.maxOutputTokens ?? 65_536;
    const counted: Counted = {
      prompt: tokensIn(chars),
      cached: this.cache.cachedTokens(model, chars),
      answer: tokensIn(spoilt),
      thoughts: act.fault === 'thoughts-ate-budget' ? limit : 0,
    };
    return withUsage(toSteps(spoilt, act.fault, model), counted, model);
  }

  private latencyOf(act: Act): Latency {
    const set = { firstTokenMs: 0, perTokenMs: 0, ...this.options.latency, ...act.latency };
    return act.fault === 'slow' ? { ...set, perTokenMs: Math.max(5, set.perTokenMs) * 20 } : set;
  }
}

export async function startGeminiEmulator(options: EmulatorOptions = {}): Promise<GeminiEmulator> {
  const emulator = new Emulator(options);
  const server: Server = createServer((request, response) => {
    emulator.handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: emulator.requests,
    openSockets: () =>
      new Promise((resolve, reject) => server.getConnections((error, count) => (error ? reject(error) : resolve(count)))),
    script: (acts) => void emulator.acts.push(...acts),
    setDefault: (act) => {
      emulator.usual = act;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** usageMetadata stands on every piece; the answer's count grows. */
function withUsage(steps: Step[], counted: Counted, model: string): Step[] {
  let answered = 0;
  return steps.map((step) => {
    if (!('piece' in step) || step.piece.error) return step;
    answered += tokensIn((step.piece.candidates?.[0]?.content?.parts ?? []).map((p) => p.text).join(''));
    const usageMetadata = {
      promptTokenCount: counted.prompt,
      ...(counted.cached > 0 && { cachedContentTokenCount: counted.cached }),
      ...(answered > 0 && { candidatesTokenCount: answered }),
      ...(counted.thoughts > 0 && { thoughtsTokenCount: counted.thoughts }),
      totalTokenCount: counted.prompt + answered + counted.thoughts,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: counted.prompt }],
    };
    const piece: Piece = { ...step.piece, usageMetadata, modelVersion: model, responseId: 'emulated' };
    return { piece };
  });
}

function framingOf(url: URL): Framing {
  if (!url.pathname.endsWith(':streamGenerateContent')) return 'single';
  return url.searchParams.get('alt') === 'sse' ? 'sse' : 'array';
}

const json = (value: unknown): HttpAnswer => ({
  status: 200,
  type: 'application/json; charset=UTF-8',
  body: JSON.stringify(value),
});

function reply(response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, { 'content-type': answer.type });
  response.end(answer.body);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    // Not JSON: the strict reader refuses a bare string with the right words.
    return text;
  }
}
