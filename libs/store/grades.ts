// grades.ts: one answer is graded by one worker at a time; every grade is kept, one is shown.
import type { Findings, GradeOrigin, Judgement, Level, QuestionPlan, Role, Scores } from '@mockverse/contracts/interview';
import type { Connection } from './connection';
import type { GradeDue, ReviewDue, Waiting } from './due';

/** Tokens a model charged. */
export interface Usage {
  prompt: number;
  cached: number;
  thoughts: number;
  answer: number;
}

export interface GradeClaim {
  id: string;
  turn: number;
  transcript: number;
  fence: number;
  /** Counts the gradings of this turn from 1. */
  run: number;
  role: Role;
  level: Level;
  language: string;
  plan: QuestionPlan;
  question: string;
  answer: string;
}

export interface NewGrade {
  judgement: Extract<Judgement, 'judged' | 'not-answered' | 'not-enough-evidence'>;
  judgementReason: string;
  findings: Findings;
  scores: Scores;
  /** Run and transcript version come from the claim. */
  origin: Omit<GradeOrigin, 'run' | 'transcriptVersion'>;
  usage?: Usage | null;
}

export class Grades {
  constructor(private readonly connection: Connection) {}

  /** Null when this version of the answer does not wait for a grading. */
  claim(id: string, turn: number, transcript: number): Promise<GradeClaim | null> {
    throw new Error('not written yet');
  }
  save(claim: GradeClaim, grade: NewGrade): Promise<{ reportDue: boolean }> {
    throw new Error('not written yet');
  }
  /** After the last attempt: the turn is shown as not graded, and a person may retry. */
  fail(claim: GradeClaim, reason: string): Promise<{ reportDue: boolean }> {
    throw new Error('not written yet');
  }
  waiting(bounds: Waiting): Promise<({ id: string } & GradeDue)[]> {
    throw new Error('not written yet');
  }
  /** Failed gradings wait again; with none of those, a failed report is due again. */
  retryFailed(personId: string, id: string): Promise<ReviewDue> {
    throw new Error('not written yet');
  }
}
