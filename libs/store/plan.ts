// plan.ts: a turn's question plan, read from its columns and written to them.
import { QuestionPlan } from '@mockverse/contracts/interview';

interface PlanColumns {
  kind: string;
  record: string | null;
  revision: number | null;
  trigger: string | null;
  signals: string[];
  reason: string;
}

export const planOf = ({ kind, record, revision, trigger, signals, reason }: PlanColumns): QuestionPlan =>
  QuestionPlan.parse({ kind, record, revision, trigger, signals, reason });
