// within.ts: a wait with a limit.

/** The promise's own result, or an error with this message after so many milliseconds. The work itself is not stopped. */
export const within = async <T>(limitMs: number, work: Promise<T>, message: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    // A late failure of work that nobody waits for any more has been answered already.
    work.catch(() => undefined);
  }
};

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
