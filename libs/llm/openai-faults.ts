// openai-faults.ts: what statuses, error bodies and finish reasons of OpenAI-compatible servers mean for the caller.
import { LlmError, type Usage } from './llm';

export interface ErrorBody {
  message?: string;
  type?: string | null;
  code?: string | number | null;
}

export function faultOfResponse(response: Response, body: string, model: string): LlmError {
  const retryAfter = Number.parseFloat(response.headers.get('retry-after') ?? '');
  const afterMs = Number.isFinite(retryAfter) ? Math.ceil(retryAfter * 1_000) : undefined;
  const stated = errorIn(body);
  if (!stated && response.status >= 500)
    return new LlmError('unreachable', `a proxy answered ${response.status} in place of the model server`, { afterMs });
  if (response.status === 404) {
    return new LlmError(
      'misconfigured',
      `The server does not know this address or the model "${model}". Check OPENAI_BASE_URL and OPENAI_MODEL.`,
    );
  }
  return faultOfBody(response.status, stated ?? {}, afterMs);
}

/** `status` 200 means: an error that came as a piece of a stream. */
export function faultOfBody(status: number, error: ErrorBody, afterMs: number | undefined): LlmError {
  const said = (error.message ?? '').slice(0, 300);
  const code = String(error.code ?? error.type ?? '');
  const stated = status === 200 && Number.isInteger(error.code) ? Number(error.code) : status;
  if (code === 'insufficient_quota') return new LlmError('quota', 'the model account has no quota left', { retryable: false });
  if (stated === 429 || code.includes('rate_limit'))
    return new LlmError('busy', 'the model server asks to come back later', { afterMs });
  if (stated === 503) return new LlmError('busy', `the model server is not ready: ${said}`, { afterMs });
  if (code.includes('content_filter') || code.includes('content_policy'))
    return new LlmError('blocked', 'the model server blocked the prompt');
  if (stated === 401 || stated === 403)
    return new LlmError('misconfigured', 'The model server does not accept the key. Check OPENAI_API_KEY.');
  if (stated >= 400 && stated < 500 && stated !== 408)
    return new LlmError('misconfigured', `The model server refuses the request (${stated}): ${said}`);
  return new LlmError('broken', `the model server failed: ${said}`, { afterMs });
}

function errorIn(body: string): ErrorBody | undefined {
  try {
    const { error } = JSON.parse(body) as { error?: ErrorBody | string };
    return typeof error === 'string' ? { message: error } : error;
  } catch {
    // Not JSON: a page of something that stands in between.
    return undefined;
  }
}

export function endOfChoice(reason: string | undefined, text: boolean, usage: Usage | undefined): LlmError | undefined {
  if (reason === undefined)
    return new LlmError('truncated', 'the stream ended before the answer did', { usage, retryable: true });
  if (reason === 'stop') return text ? undefined : new LlmError('empty', 'the model finished without a word', { usage });
  if (reason === 'length') return new LlmError('truncated', 'the answer hit the token limit', { usage });
  if (reason === 'content_filter') return new LlmError('blocked', 'the model server blocked the answer', { usage });
  return new LlmError('broken', `the model stopped for the reason ${reason.slice(0, 60)}`, { usage });
}
