// engine.ts: the port of the interviewer: words a question that code decided on, and brings evidence for an answer.

import type { QuestionRecord } from '@mockverse/bank/record';
import type {
  EngineName,
  Findings,
  Judgement,
  Level,
  Mode,
  QuestionPlan,
  QuestionSource,
  Role,
} from '@mockverse/contracts/interview';

/** One past turn as the interviewer remembers it. */
export interface PastTurn {
  question: string;
  answer: string;
}

/** Everything needed to word the next question; what to ask is already decided in `plan`. */
export interface QuestionBrief {
  interviewId: string;
  turn: number;
  role: Role;
  level: Level;
  mode: Mode;
  language: string;
  minutes: number;
  jobDescription: string | null;
  plan: QuestionPlan;
  /** The record the plan points at; null for opening and closing. */
  record: QuestionRecord | null;
  past: PastTurn[];
  /** Sentences of this very question that were already announced (a run that died): go on after them. */
  spoken: string[];
}

export interface SpokenSentence {
  text: string;
  source: QuestionSource;
  /** Set on the first sentence that the bank had to say because the model did not: why. */
  degraded?: string;
}

/** Everything needed to judge one answer. */
export interface GradingBrief {
  interviewId: string;
  turn: number;
  level: Level;
  question: string;
  answer: string;
  record: QuestionRecord;
  /** The signals this turn is graded on (a subset of the record's for a follow-up). */
  signals: string[];
}

export interface Graded {
  findings: Findings;
  /** Anything but `judged` and `not-graded` is decided before scores exist. */
  judgement: Extract<Judgement, 'judged' | 'not-answered' | 'not-enough-evidence'>;
  judgementReason: string;
  promptVersion: string;
  usage: { prompt: number; cached: number; thoughts: number; answer: number } | null;
}

export interface Engine {
  readonly name: EngineName;
  readonly model: string | null;
  /** Version of the prompts, or of the bank's wording, that rows produced by this engine carry. */
  readonly version: string;
  /** Yields whole sentences in order, those in `brief.spoken` not repeated. May yield none if all was spoken. */
  question(brief: QuestionBrief, signal: AbortSignal): AsyncIterable<SpokenSentence>;
  /** Throws TryLater or GiveUp; never invents findings for a reply it could not read. */
  grade(brief: GradingBrief, signal: AbortSignal): Promise<Graded>;
}
