// limits.ts: quotas per minute and day, and the implicit prompt cache, as the service keeps them per key and model.
import { type ErrorObject, quotaExceeded } from './errors';
import { tokensIn } from './prompt';

export interface Quotas {
  requestsPerMinute?: number;
  requestsPerDay?: number;
  tokensPerMinute?: number;
}

interface Spent {
  at: number;
  tokens: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export class QuotaKeeper {
  private readonly spent = new Map<string, Spent[]>();
  constructor(
    private readonly quotas: Quotas,
    private readonly now: () => number,
  ) {}

  /** Counts the request, or answers the 429 that it runs into. */
  take(key: string, model: string, tokens: number): ErrorObject | undefined {
    const now = this.now();
    const kept = (this.spent.get(`${key} ${model}`) ?? []).filter((s) => now - s.at < DAY_MS);
    const minute = kept.filter((s) => now - s.at < MINUTE_MS);
    const waitFor = (list: Spent[], span: number) => `${Math.max(0, (span - (now - (list[0]?.at ?? now))) / 1_000).toFixed(9)}s`;
    const { requestsPerDay, requestsPerMinute, tokensPerMinute } = this.quotas;
    if (requestsPerDay !== undefined && kept.length >= requestsPerDay)
      return quotaExceeded(model, 'Day', requestsPerDay, waitFor(kept, DAY_MS));
    if (requestsPerMinute !== undefined && minute.length >= requestsPerMinute) {
      return quotaExceeded(model, 'Minute', requestsPerMinute, waitFor(minute, MINUTE_MS));
    }
    if (tokensPerMinute !== undefined && minute.reduce((sum, s) => sum + s.tokens, 0) + tokens > tokensPerMinute) {
      return quotaExceeded(
        model,
        'Minute',
        tokensPerMinute,
        waitFor(minute, MINUTE_MS),
        'generate_content_free_tier_input_token_count',
      );
    }
    this.spent.set(`${key} ${model}`, [...kept, { at: now, tokens }]);
    return undefined;
  }
}

/** Shorter prefixes are never cached. */
const SHORTEST_CACHED = 4_096;
const PROMPTS_KEPT = 64;

/** Remembers the latest prompts; a prompt that begins like one of them is cheaper by that beginning. */
export class PromptCache {
  private readonly prompts: string[] = [];

  /** Tokens of the prompt that were seen before; remembers the prompt. */
  cachedTokens(model: string, prompt: string): number {
    const keyed = `${model}\u0000${prompt}`;
    const shared = Math.max(0, ...this.prompts.map((p) => sharedLength(p, keyed))) - model.length - 1;
    this.prompts.unshift(keyed);
    this.prompts.length = Math.min(this.prompts.length, PROMPTS_KEPT);
    const tokens = tokensIn(prompt.slice(0, Math.max(0, shared)));
    return tokens >= SHORTEST_CACHED ? tokens : 0;
  }
}

function sharedLength(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) return i;
  return end;
}
