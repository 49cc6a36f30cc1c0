// unless-superseded.ts: a job whose claim has grown old has nothing left to do; that is no failure.
import type { Outcome } from '@mockverse/contracts/jobs';
import { Superseded } from '@mockverse/store/superseded';

export const unlessSuperseded = async (work: () => Promise<Outcome>): Promise<Outcome> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Superseded) return { skipped: error.message };
    throw error;
  }
};
