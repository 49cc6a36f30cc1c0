// quota.ts: guards a model: a breaker that stops asking one that is down, and an optional budget of tokens.
import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import { type AskOptions, type Llm, LlmError, type LlmErrorKind, type Streamed, type Usage } from './llm';
import type { CallClass, TokenBucket } from './token-bucket';

/** Faults of the provider. A blocked prompt or an unreadable answer says nothing about whether it is up. */
const COUNTED: LlmErrorKind[] = ['busy', 'quota', 'unreachable', 'slow', 'broken'];

export interface Breaker {
  /** True while calls are refused without asking. */
  readonly open: boolean;
  guard<T>(call: () => Promise<T>): Promise<T>;
}

/** Opens after so many failures in a row; after `openMs` one probe goes through and decides. */
export function createBreaker({ failures = 5, openMs = 10_000 } = {}): Breaker {
  const policy: CircuitBreakerPolicy = circuitBreaker(
    handleWhen((error) => error instanceof LlmError && COUNTED.includes(error.kind)),
    { halfOpenAfter: openMs, breaker: new ConsecutiveBreaker(failures) },
  );
  return {
    get open() {
      return policy.state === CircuitState.Open;
    },
    async guard(call) {
      // While the probe is out, others would queue behind it: they are told at once instead.
      if (policy.state === CircuitState.HalfOpen) throw refused(openMs);
      try {
        return await policy.execute(call);
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw refused(openMs);
        throw error;
      }
    },
  };
}

const refused = (openMs: number): LlmError =>
  new LlmError('busy', 'the model failed several times in a row and is left alone for a moment', { afterMs: openMs });

export interface Guards {
  breaker: Breaker;
  bucket?: TokenBucket;
  forClass: CallClass;
}

/** The same model behind its guards. */
export function guarded(llm: Llm, guards: Guards): Llm {
  return {
    provider: llm.provider,
    model: llm.model,
    stream: (asked) => guardedStream(llm, asked, guards),
    ask: (asked) =>
      guards.breaker.guard(() => budgeted(asked, guards, async () => withUsage(await llm.ask(asked)))).then(({ reply }) => reply),
    check: (signal) => llm.check(signal),
  };
}

const withUsage = <R extends { usage: Usage }>(reply: R) => ({ reply, usage: reply.usage });

function guardedStream(llm: Llm, asked: AskOptions, guards: Guards): Streamed {
  let ended = (_: Usage | undefined): void => {};
  const usage = new Promise<Usage | undefined>((resolve) => (ended = resolve));
  async function* text(): AsyncGenerator<string> {
    // To the breaker the call lasts as long as the stream is read: one that breaks in its middle failed.
    let finish = { well: (): void => {}, badly: (_: unknown): void => {} };
    const outcome = new Promise<void>((resolve, reject) => (finish = { well: resolve, badly: reject }));
    // A call that was refused never waits for this: its rejection must not count as unhandled.
    outcome.catch(() => undefined);
    let admit = (_: Streamed): void => {};
    const admitted = new Promise<Streamed>((resolve) => (admit = resolve));
    const call = guards.breaker.guard(() =>
      budgeted(asked, guards, async () => {
        const streamed = llm.stream(asked);
        admit(streamed);
        await outcome;
        return { usage: await streamed.usage };
      }),
    );
    // Never rejects: a failure of the stream reaches the reader from the stream itself.
    const counted = call.then((done) => ended(done.usage)).catch(() => ended(undefined));
    try {
      const streamed = await Promise.race([admitted, call.then(() => admitted)]);
      yield* streamed.text;
    } catch (error) {
      finish.badly(error);
      throw error;
    } finally {
      finish.well();
      await counted;
    }
  }
  return { text: text(), usage };
}

async function budgeted<R extends { usage: Usage | undefined }>(
  asked: AskOptions,
  { bucket, forClass }: Guards,
  call: () => Promise<R>,
): Promise<R> {
  if (!bucket) return call();
  const guess = guessTokens(asked);
  const waitMs = bucket.take(guess, forClass);
  if (waitMs > 0) throw new LlmError('busy', 'our own budget of tokens per minute is used up', { afterMs: waitMs });
  const done = await call();
  if (done.usage) bucket.settle(guess, done.usage.prompt - done.usage.cached + done.usage.thoughts + done.usage.answer);
  return done;
}

/** Four characters per token is close enough for a guess that is settled afterwards. */
const guessTokens = (asked: AskOptions): number =>
  Math.ceil((asked.system.length + asked.messages.reduce((sum, m) => sum + m.text.length, 0)) / 4) + asked.maxAnswerTokens;
