// llm.ts: the one door to a model: ask for text as a stream, or for JSON that fits a schema.
import type { z } from 'zod';

/** Why a call failed, from the caller's point of view. */
export type LlmErrorKind =
  | 'busy' // 429 per minute, 503: come back after a while
  | 'quota' // 429 per day, no money: not today
  | 'unreachable' // connect failed, reset, DNS, proxy page
  | 'slow' // a deadline passed: see `clock`
  | 'broken' // 500, 504, cut stream, stream that cannot be read
  | 'blocked' // the provider refused the prompt or the answer
  | 'empty' // a finished answer with nothing in it
  | 'truncated' // the answer hit the token limit, or ended before it was complete
  | 'unparsable' // no JSON, or JSON that does not fit the schema
  | 'misconfigured' // 400, 401, 403, 404: key, model or request is wrong
  | 'aborted'; // our own signal

export class LlmError extends Error {
  override readonly name = 'LlmError';
  readonly kind: LlmErrorKind;
  /** Worth another try with the same request. */
  readonly retryable: boolean;
  /** What the provider asked for, in milliseconds. */
  readonly afterMs: number | undefined;
  /** Which deadline passed, with kind `slow`. */
  readonly clock: 'connect' | 'first-token' | 'between-tokens' | 'total' | undefined;
  readonly usage: Usage | undefined;
  constructor(
    kind: LlmErrorKind,
    message: string,
    options: { retryable?: boolean; afterMs?: number; clock?: LlmError['clock']; usage?: Usage; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryable = options.retryable ?? ['busy', 'unreachable', 'slow', 'broken', 'empty'].includes(kind);
    this.afterMs = options.afterMs;
    this.clock = options.clock;
    this.usage = options.usage;
  }
}

export interface Message {
  from: 'interviewer' | 'candidate';
  text: string;
}

/** Tokens as the provider counted them; `cached` is the part of `prompt` that was billed at the cache price. */
export interface Usage {
  prompt: number;
  cached: number;
  thoughts: number;
  answer: number;
}

/** All in milliseconds. */
export interface Deadlines {
  connectMs: number;
  firstTokenMs: number;
  betweenTokensMs: number;
  totalMs: number;
}

export interface AskOptions {
  /** Instructions. Never holds a word of the candidate. */
  system: string;
  /** The conversation; append-only between calls, so that provider caches hit. */
  messages: Message[];
  maxAnswerTokens: number;
  deadlines?: Partial<Deadlines>;
  signal?: AbortSignal;
}

export interface Streamed {
  /** Pieces of text as they arrive. Throws LlmError. Iterate once. */
  text: AsyncIterable<string>;
  /** Known after the stream has ended; rejects never, and is undefined when the provider did not say. */
  usage: Promise<Usage | undefined>;
}

export interface Llm {
  /** e.g. 'gemini' and 'gemini-3.8-flash'. */
  readonly provider: 'gemini' | 'openai' | 'scripted';
  readonly model: string;
  /** Streams plain text. */
  stream(options: AskOptions): Streamed;
  /**
   * Asks for JSON that fits `schema` (as JSON Schema to the provider, then parsed here). One repair try inside,
   * which never feeds the broken answer back; then LlmError `unparsable` or `truncated`.
   */
  ask<T>(options: AskOptions & { schema: z.ZodType<T>; schemaName: string }): Promise<{ value: T; usage: Usage }>;
  /** Checks key and model id with one cheap call. Throws LlmError with a sentence that says what to mend. */
  check(signal?: AbortSignal): Promise<void>;
}

export const DEFAULT_DEADLINES: Deadlines = { connectMs: 3_000, firstTokenMs: 8_000, betweenTokensMs: 5_000, totalMs: 60_000 };
