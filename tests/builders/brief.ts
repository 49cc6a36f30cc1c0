// brief.ts: what an engine is asked, for tests: a probe after one answer, and that answer to grade.
import type { QuestionPlan } from '@mockverse/contracts/interview';
import type { GradingBrief, QuestionBrief } from '@mockverse/engine/engine';
import { aRecord } from './record';

export const INTERVIEW = '6f1c2a34-0000-4000-8000-00000000000a';

export const aPlan = (overrides: Partial<QuestionPlan> = {}): QuestionPlan => ({
  kind: 'probe',
  record: 'index-cost',
  revision: 1,
  trigger: 'missing-signal',
  signals: ['write-cost'],
  reason: 'You explained reads; writes are still open.',
  ...overrides,
});

/** Turn 2: a follow-up about the cost of writing. */
export const aQuestionBrief = (overrides: Partial<QuestionBrief> = {}): QuestionBrief => ({
  interviewId: INTERVIEW,
  turn: 2,
  role: 'backend',
  level: 'mid',
  mode: 'practice',
  language: 'en',
  minutes: 30,
  jobDescription: null,
  plan: aPlan(),
  record: aRecord(),
  past: [{ question: 'A query on a large table is slow. What would an index change?', answer: ANSWER }],
  spoken: [],
  ...overrides,
});

/** Shows the scan and the plan, says nothing about writes. */
export const ANSWER =
  'Without an index the database does a full table scan, so it reads every row. I would run explain analyze before and after.';

export const aGradingBrief = (overrides: Partial<GradingBrief> = {}): GradingBrief => ({
  interviewId: INTERVIEW,
  turn: 1,
  level: 'mid',
  question: 'A query on a large table is slow. What would an index change?',
  answer: ANSWER,
  record: aRecord(),
  signals: ['full-scan', 'write-cost', 'query-plan'],
  ...overrides,
});

/** Everything an engine says for one brief. */
export async function heard<T>(sentences: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const sentence of sentences) all.push(sentence);
  return all;
}
