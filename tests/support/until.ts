// until.ts: waits for something to become true, with a limit; never longer than needed.

/** Polls every 20 ms; fails with the sentence that did not become true. */
export const until = async (isTrue: () => boolean | Promise<boolean>, sentence: string, limitMs = 10_000): Promise<void> => {
  const end = Date.now() + limitMs;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`Not true after ${limitMs} ms: ${sentence}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
