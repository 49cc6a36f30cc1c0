// reports.ts: when no grading is owed any more the report is written, once per run.
import type { ReportPending } from '@mockverse/contracts/api';
import type { EngineName, Findings, GradeOrigin, Judgement, Level, Mode, QuestionPlan, Report, Role, Scores } from '@mockverse/contracts/interview';
import type { Connection } from './connection';
import type { Waiting } from './due';

/** The grade that is shown for a turn. */
export interface ShownGrade {
  findings: Findings;
  scores: Scores;
  judgementReason: string;
  origin: GradeOrigin;
}

export interface ReportTurn {
  turn: number;
  plan: QuestionPlan;
  question: string;
  answer: string;
  /**
   * `not-graded`: every attempt failed. `not-answered` with no grade: the interview ended before a word was said, so
   * there was nothing to grade. Opening and closing turns have neither a grade nor a judgement.
   */
  judgement: Exclude<Judgement, 'grading'> | null;
  grade: ShownGrade | null;
}

export interface ReportClaim {
  id: string;
  fence: number;
  /** Counts the reports of this interview from 1. */
  run: number;
  role: Role;
  level: Level;
  mode: Mode;
  language: string;
  minutes: number;
  topics: string[];
  engine: { name: EngineName; model: string | null };
  startedAt: Date;
  endedAt: Date;
  /** By the database's clock: use it as `madeAt`. */
  claimedAt: Date;
  turns: ReportTurn[];
}

export type FoundReport = { report: Report } | (ReportPending & { failure: string | null });

export class Reports {
  constructor(private readonly connection: Connection) {}

  /** Null when no report is owed: gradings are missing, the interview runs, or the report is there. */
  claim(id: string): Promise<ReportClaim | null> {
    throw new Error('not written yet');
  }
  save(claim: ReportClaim, report: Report): Promise<void> {
    throw new Error('not written yet');
  }
  /** After the last attempt. A person may retry: see grades.retryFailed. */
  fail(id: string, reason: string): Promise<void> {
    throw new Error('not written yet');
  }
  due(bounds: Waiting): Promise<string[]> {
    throw new Error('not written yet');
  }
  /** The shown report, or how far its making has come. 404 when the interview is not theirs. */
  find(personId: string, id: string): Promise<FoundReport> {
    throw new Error('not written yet');
  }
}
