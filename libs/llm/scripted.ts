// scripted.ts: a model for tests: says what its script says, stalls or fails on demand, and records every call.
import { askForJson } from './json-answer';
import { type AskOptions, type Llm, LlmError, type LlmErrorKind, type Streamed, type Usage } from './llm';

/** One reply, used for one call. */
export type ScriptedReply =
  | { says: string | string[] }
  | { json: unknown }
  /** Fails after the given pieces (none: at once). */
  | { fails: LlmErrorKind; after?: string[]; afterMs?: number }
  /** Says the pieces, then nothing more until it is aborted. */
  | { stalls: string[] };

export interface Scripted extends Llm {
  /** Every call in order, as it was asked. */
  readonly calls: AskOptions[];
  /** Adds replies after those still to come. */
  append(...replies: ScriptedReply[]): Scripted;
}

const USAGE: Usage = { prompt: 100, cached: 0, thoughts: 0, answer: 20 };

/** A list is used up reply by reply (then calls fail as `empty`); a function answers every call. */
export function createScripted(script: ScriptedReply[] | ((asked: AskOptions, call: number) => ScriptedReply) = []): Scripted {
  const calls: AskOptions[] = [];
  const queue = Array.isArray(script) ? [...script] : [];
  const next = (asked: AskOptions): ScriptedReply => {
    calls.push(asked);
    if (!Array.isArray(script)) return script(asked, calls.length);
    return queue.shift() ?? { fails: 'empty' };
  };
  const stream = (asked: AskOptions): Streamed => {
    const reply = next(asked);
    return { text: speak(reply, asked.signal), usage: Promise.resolve(USAGE) };
  };
  const scripted: Scripted = {
    provider: 'scripted',
    model: 'script',
    calls,
    append: (...replies) => {
      queue.push(...replies);
      return scripted;
    },
    stream,
    ask: (asked) =>
      askForJson(asked, async (attempt) => {
        let text = '';
        for await (const piece of stream(attempt).text) text += piece;
        return { text, usage: USAGE };
      }),
    check: () => Promise.resolve(),
  };
  return scripted;
}

async function* speak(reply: ScriptedReply, signal: AbortSignal | undefined): AsyncGenerator<string> {
  for (const piece of piecesOf(reply)) {
    if (signal?.aborted) throw abortError(signal);
    yield piece;
  }
  if ('fails' in reply) throw new LlmError(reply.fails, `scripted: ${reply.fails}`, { afterMs: reply.afterMs });
  if ('stalls' in reply) await untilAborted(signal);
}

function piecesOf(reply: ScriptedReply): string[] {
  if ('says' in reply) return [reply.says].flat();
  if ('json' in reply) return [JSON.stringify(reply.json)];
  if ('stalls' in reply) return reply.stalls;
  return reply.after ?? [];
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (!signal) return;
    if (signal.aborted) reject(abortError(signal));
    signal.addEventListener('abort', () => reject(abortError(signal)), { once: true });
  });
}

const abortError = (signal: AbortSignal): LlmError =>
  signal.reason instanceof LlmError
    ? signal.reason
    : new LlmError('aborted', 'the caller gave the call up', { cause: signal.reason });
