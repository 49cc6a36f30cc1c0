// create-engine.ts: the interviewer that the settings ask for.
import { randomBytes } from 'node:crypto';
import { createGemini } from '@mockverse/llm/gemini';
import type { Llm } from '@mockverse/llm/llm';
import { createOpenAiCompatible } from '@mockverse/llm/openai-compatible';
import { createBreaker, guarded } from '@mockverse/llm/quota';
import type { Env } from '@mockverse/runtime/env';
import type { Log } from '@mockverse/runtime/log';
import { createBankEngine } from './bank-engine';
import type { Engine } from './engine';
import { createModelEngine } from './model-engine';
import { withFallback } from './with-fallback';

export interface EngineNeeds {
  env: Pick<Env, 'interviewer' | 'gemini' | 'openai' | 'questionDeadlineMs' | 'sessionSecret'>;
  log: Log;
}

export function createEngine({ env, log }: EngineNeeds): Engine {
  const bank = createBankEngine();
  if (env.interviewer === 'builtin') return bank;
  const { live, review } = env.interviewer === 'gemini' ? gemini(env.gemini) : openai(env.openai);
  // One for each: a review batch that runs into errors must not silence live questions.
  const engine = createModelEngine({
    name: env.interviewer,
    live: guarded(live, { breaker: createBreaker(), forClass: 'live' }),
    review: guarded(review, { breaker: createBreaker(), forClass: 'review' }),
    secret: env.sessionSecret ?? randomBytes(32).toString('hex'),
  });
  return withFallback(engine, bank, { questionDeadlineMs: env.questionDeadlineMs, log });
}

/** The model without an interview around it: `check()` tells whether key and model id are right. Null for the built-in one. */
export function modelOf(env: EngineNeeds['env']): Llm | null {
  if (env.interviewer === 'builtin') return null;
  return env.interviewer === 'gemini' ? gemini(env.gemini).review : openai(env.openai).review;
}

function gemini({ apiKey, model, baseUrl }: EngineNeeds['env']['gemini']): { live: Llm; review: Llm } {
  const options = { apiKey: apiKey ?? '', model, baseUrl };
  // From version 3 on a level can be set; while a person waits, the model should hardly think. Older models refuse the field.
  const thinking = /^gemini-[3-9]/.test(model) ? ({ thinking: 'LOW' } as const) : {};
  return { live: createGemini({ ...options, ...thinking }), review: createGemini(options) };
}

function openai(options: EngineNeeds['env']['openai']): { live: Llm; review: Llm } {
  const llm = createOpenAiCompatible(options);
  return { live: llm, review: llm };
}
