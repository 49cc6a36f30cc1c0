// job-error.ts: what a failed call to a model means for the job that needed it: come back, or stop trying.
import { LlmError } from '@mockverse/llm/llm';
import { GiveUp, TryLater } from '@mockverse/runtime/errors';

export function toJobError(error: unknown): Error {
  if (error instanceof TryLater || error instanceof GiveUp) return error;
  if (!(error instanceof LlmError)) return error instanceof Error ? error : new Error(String(error));
  switch (error.kind) {
    case 'busy':
    case 'unreachable':
    case 'slow':
    case 'broken':
    case 'empty':
    case 'aborted':
      return new TryLater(error.message, { afterMs: error.afterMs, cause: error });
    // Chance decides how a model words its answer: another try may be readable.
    case 'unparsable':
    case 'truncated':
      return new TryLater(error.message, { cause: error });
    case 'quota':
    case 'blocked':
    case 'misconfigured':
      return new GiveUp(error.message, { cause: error });
  }
}
