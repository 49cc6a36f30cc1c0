// problem.ts: what went wrong, as a sentence a person can act on.
import type { Problem } from '@mockverse/contracts/api';

/** Status 0: no answer at all (offline, or the service is away). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly status: number,
    message: string,
    readonly requestId: string | null = null,
    readonly issues: { path: string; message: string }[] = [],
  ) {
    super(message);
  }

  /** True when the same request may succeed later without any change. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export const AWAY = 'The interview service did not answer. Check your connection, then try again.';

/** Reads an error answer; one that is not problem+json still becomes a sentence. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => null)) as Partial<Problem> | null;
  const sentence = body?.detail ?? body?.title ?? AWAY;
  return new ApiProblem(response.status, sentence, body?.requestId ?? null, body?.issues ?? []);
}

export const sentenceOf = (problem: unknown): string => (problem instanceof ApiProblem ? problem.message : AWAY);
