// deadlines.ts: the four clocks of one model call; whichever runs out first aborts the call and is its error.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { DEFAULT_DEADLINES, type Deadlines, LlmError } from './llm';

type ClockName = NonNullable<LlmError['clock']>;

/** fetch publishes here when a request is written to a socket that is connected: its only sign of "connected". */
const REQUEST_SENT = 'undici:client:sendHeaders';

export class CallClocks {
  private readonly controller = new AbortController();
  private readonly limits: Deadlines;
  private readonly total: NodeJS.Timeout;
  private readonly outer: AbortSignal | undefined;
  private readonly origin: string;
  private connect: NodeJS.Timeout | undefined;
  private token: NodeJS.Timeout | undefined;

  constructor(url: string, deadlines: Partial<Deadlines> | undefined, outer: AbortSignal | undefined) {
    this.limits = { ...DEFAULT_DEADLINES, ...deadlines };
    this.origin = new URL(url).origin;
    this.outer = outer;
    this.total = this.alarm('total', this.limits.totalMs);
    this.connect = this.alarm('connect', this.limits.connectMs);
    this.token = this.alarm('first-token', this.limits.firstTokenMs);
    subscribe(REQUEST_SENT, this.onRequestSent);
    outer?.addEventListener('abort', this.onOuterAbort, { once: true });
    if (outer?.aborted) this.onOuterAbort();
  }

  /** Give this to the call: its abort closes the socket. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Why the call was aborted, if one of the clocks or the caller's signal did it. */
  get failure(): LlmError | undefined {
    return this.signal.aborted ? (this.signal.reason as LlmError) : undefined;
  }

  /** A piece of the answer arrived: nothing is being waited for until `waiting` is called. */
  heard(): void {
    clearTimeout(this.token);
    this.connected();
  }

  /** The consumer has taken the piece and waits for the next one. A slow consumer is not a slow model. */
  waiting(): void {
    clearTimeout(this.token);
    this.token = this.alarm('between-tokens', this.limits.betweenTokensMs);
  }

  /** The call is over or given up: no clock runs on, and a socket that is still open is closed. */
  stop(): void {
    clearTimeout(this.total);
    clearTimeout(this.token);
    this.connected();
    this.outer?.removeEventListener('abort', this.onOuterAbort);
    this.controller.abort(new LlmError('aborted', 'the call is over'));
  }

  private connected(): void {
    clearTimeout(this.connect);
    unsubscribe(REQUEST_SENT, this.onRequestSent);
  }

  private readonly onRequestSent = (message: unknown): void => {
    const { request } = message as { request?: { origin?: unknown } };
    if (String(request?.origin) === this.origin) this.connected();
  };

  // A caller may abort with an LlmError as the reason (a deadline of its own): then that is the failure.
  private readonly onOuterAbort = (): void => {
    const reason: unknown = this.outer?.reason;
    this.controller.abort(
      reason instanceof LlmError ? reason : new LlmError('aborted', 'the caller gave the call up', { cause: reason }),
    );
  };

  private alarm(clock: ClockName, ms: number): NodeJS.Timeout {
    return setTimeout(
      () => this.controller.abort(new LlmError('slow', `the model was too slow: ${clock} took over ${ms} ms`, { clock })),
      ms,
    );
  }
}
