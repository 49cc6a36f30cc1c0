// ready.ts: waits until everything answers that a person is about to open.
import { until } from '@mockverse/runtime/processes';

export interface Probe {
  name: string;
  url: string;
  /** Which answers count. */
  accepts(status: number): boolean;
}

/** Resolves with the names of those that did not answer within the limit. */
export const waitUntilReady = async (probes: readonly Probe[], limitMs: number): Promise<string[]> => {
  const answers = await Promise.all(
    probes.map(async (probe) => ((await until(() => answersWell(probe), limitMs, 100)) ? null : probe.name)),
  );
  return answers.filter((name) => name !== null);
};

const answersWell = async ({ url, accepts }: Probe): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' });
    await response.body?.cancel();
    return accepts(response.status);
  } catch {
    // Not listening yet.
    return false;
  }
};
