// errors.ts: three kinds of failure, chosen where the failure is born.

/** A passing fault (network, 408, 429, 5xx): the job is tried again. */
export class TryLater extends Error {
  override readonly name = 'TryLater';
  /** What the other side asked for, in milliseconds, if it said so. */
  readonly afterMs: number | undefined;
  constructor(message: string, options: { afterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.afterMs = options.afterMs;
  }
}

/** A lasting fault (bad payload, missing row, 4xx from a provider): retrying changes nothing. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp';
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, { cause: options.cause });
  }
}

/** The person's request is wrong: it becomes a 4xx with a sentence they can act on. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429,
    message: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}
