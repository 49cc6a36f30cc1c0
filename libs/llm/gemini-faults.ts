// gemini-faults.ts: what Gemini's statuses, error bodies and finish reasons mean for the caller.
import { LlmError, type Usage } from './llm';

/** An error as Gemini states it, in an HTTP body, or as a piece of a stream that began with 200. */
export interface GeminiFault {
  status: number;
  message: string;
  details: unknown[];
}

/** A wait longer than this is an exhausted quota, not a busy minute. */
const LONGEST_WAIT_MS = 300_000;

export function faultToError(fault: GeminiFault, model: string): LlmError {
  const { status } = fault;
  const said = firstLine(fault.message);
  if (status === 429) return quotaError(fault);
  if (status === 503) return new LlmError('busy', `gemini is overloaded: ${said}`, { afterMs: retryDelayMs(fault.details) });
  if (status >= 500 && said === '') return new LlmError('unreachable', `a proxy answered ${status} in place of gemini`);
  if (status === 408 || status === 499 || status >= 500) return new LlmError('broken', `gemini failed with ${status}: ${said}`);
  return new LlmError('misconfigured', misconfigured(fault, model, said));
}

function misconfigured(fault: GeminiFault, model: string, said: string): string {
  if (JSON.stringify(fault.details).includes('API_KEY_INVALID') || /api key not valid/i.test(fault.message)) {
    return 'Gemini does not accept the API key. Put a valid key into GEMINI_API_KEY.';
  }
  if (fault.status === 404) return `Gemini has no model called "${model}". Set GEMINI_MODEL to one that your key may use.`;
  if (fault.status === 401 || fault.status === 403)
    return `Gemini refuses this key: ${said} Check GEMINI_API_KEY and its project.`;
  return `Gemini refuses the request (${fault.status}): ${said}`;
}

function quotaError(fault: GeminiFault): LlmError {
  const afterMs = retryDelayMs(fault.details) ?? delayInText(fault.message);
  const perDay = /PerDay/i.test(JSON.stringify(fault.details));
  if (perDay || (afterMs ?? 0) > LONGEST_WAIT_MS) {
    return new LlmError('quota', 'the Gemini quota is used up for now', { afterMs, retryable: false });
  }
  return new LlmError('busy', 'gemini asks to come back later', { afterMs });
}

/** RetryInfo may stand anywhere among the details; its delay is a fraction of seconds such as "45.837906927s". */
function retryDelayMs(details: unknown[]): number | undefined {
  for (const detail of details) {
    const delay = (detail as { retryDelay?: unknown } | null)?.retryDelay;
    const seconds = typeof delay === 'string' ? Number.parseFloat(delay) : Number.NaN;
    if (Number.isFinite(seconds)) return Math.ceil(seconds * 1_000);
  }
  return undefined;
}

function delayInText(message: string): number | undefined {
  const seconds = Number.parseFloat(/retry in ([\d.]+)s/i.exec(message)?.[1] ?? '');
  return Number.isFinite(seconds) ? Math.ceil(seconds * 1_000) : undefined;
}

const BLOCKING = new Set(['SAFETY', 'RECITATION', 'LANGUAGE', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII']);

/** The error that a finished stream stands for, or undefined when it ended well. */
export function endToError(end: {
  reason: string | undefined;
  blocked: string | undefined;
  text: boolean;
  usage: Usage | undefined;
}): LlmError | undefined {
  const { reason, usage } = end;
  if (end.blocked && !end.text) return new LlmError('blocked', `gemini blocked the prompt: ${end.blocked}`, { usage });
  if (reason === undefined)
    return new LlmError('truncated', 'the stream ended before the answer did', { usage, retryable: true });
  if (reason === 'STOP') return end.text ? undefined : new LlmError('empty', 'gemini finished without a word', { usage });
  if (reason === 'MAX_TOKENS') return new LlmError('truncated', 'the answer hit the token limit', { usage });
  if (BLOCKING.has(reason)) return new LlmError('blocked', `gemini blocked its answer: ${reason}`, { usage });
  // New reasons appear without notice: an end that is not known to be good is not good.
  return new LlmError('broken', `gemini stopped for the reason ${reason.slice(0, 60)}`, { usage });
}

const firstLine = (message: string): string => (message.split('\n')[0] ?? '').trim().slice(0, 300);
