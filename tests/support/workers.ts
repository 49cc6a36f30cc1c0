// workers.ts: both lanes at work in the test's own process.
import type { Env } from '@mockverse/runtime/env';
import type { Log } from '@mockverse/runtime/log';

export async function startWorkers(_env: Env & { prefix: string }, _log: Log): Promise<{ close(): Promise<void> }> {
  return { close: async () => undefined };
}
