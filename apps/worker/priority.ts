// priority.ts: a process that only grades stands back when a person waits for the processor.
import { setPriority } from 'node:os';
import type { Lane } from '@mockverse/contracts/jobs';
import type { Log } from '@mockverse/runtime/log';

/** About a tenth of a core while everybody wants it, all of it while nobody does. */
const STANDS_BACK = 10;

export const yieldToPeople = (lanes: readonly Lane[], log: Log): void => {
  if (lanes.includes('live')) return;
  try {
    setPriority(STANDS_BACK);
  } catch (error) {
    // Not allowed everywhere, and nothing depends on it.
    log.debug('the processor priority could not be lowered', { error });
  }
};
