// reading.ts: what was understood of one answer: enough to decide what to ask next, and to grade it.
import type { Findings, Judgement, QuestionPlan, Trigger } from '@mockverse/contracts/interview';

/** Something in an answer that is worth a follow-up. */
export interface TriggerFound {
  trigger: Trigger;
  /** The signals a follow-up on it could expose; empty when it concerns the whole answer. */
  signals: string[];
  /** The person's own words, verbatim, that gave rise to it. */
  quote: string | null;
}

/** Why there is no answer: nothing came, "I don't know", or a wish to go on. */
export type Declined = 'nothing-said' | 'does-not-know' | 'skips';

export interface Reading {
  findings: Findings;
  triggers: TriggerFound[];
  judgement: Extract<Judgement, 'judged' | 'not-answered' | 'not-enough-evidence'>;
  /** A sentence for the person. */
  judgementReason: string;
  declined: Declined | null;
}

/** A turn that was asked and answered; `reading` is null for opening and closing. */
export interface AnsweredTurn {
  plan: QuestionPlan;
  reading: Reading | null;
}
