// questions.ts: one worker at a time may ask the next question; what it announced is never announced again.
import type { EngineName, Level, Mode, QuestionPlan, QuestionSource, Role } from '@mockverse/contracts/interview';
import type { Stitch } from './store';
import type { Connection } from './connection';
import type { GradeDue, Waiting } from './due';
import type { Usage } from './grades';

/** A past turn with what was decided to ask. */
export interface AskedTurn {
  turn: number;
  plan: QuestionPlan;
  question: string;
  answer: string;
}

/** A plan that is stored, and the sentences of it that were announced already, in order. */
export interface BegunQuestion {
  plan: QuestionPlan;
  spoken: string[];
}

export interface QuestionClaim {
  id: string;
  personId: string;
  afterTurn: number;
  /** The turn that will ask: afterTurn + 1. */
  turn: number;
  fence: number;
  interview: {
    role: Role;
    level: Level;
    mode: Mode;
    language: string;
    minutes: number;
    topics: string[];
    jobDescription: string | null;
    engine: { name: EngineName; model: string | null };
  };
  past: AskedTurn[];
  /** Ids of the records this person was asked in the last ten interviews, this one included. */
  askedRecords: string[];
  /** What an earlier claim on this turn left behind. */
  existing: BegunQuestion | null;
  startedAt: Date;
  /** Since the start, pauses not counted, by the database's clock. */
  elapsedMs: number;
}

export interface SavedQuestion {
  text: string;
  source: QuestionSource;
  engine: EngineName;
  model: string | null;
  promptVersion: string;
  vocabulary: string[];
  usage?: Usage | null;
}

export class Questions {
  constructor(private readonly connection: Connection, private readonly stitch: Stitch) {}

  /** Null when the question is not wanted any more: asked already, or the interview has ended. */
  claim(id: string, afterTurn: number): Promise<QuestionClaim | null> {
    throw new Error('not written yet');
  }
  /** The first plan stored for a turn wins, and is given back to every later claim. */
  begin(claim: QuestionClaim, plan: QuestionPlan): Promise<BegunQuestion> {
    throw new Error('not written yet');
  }
  /** False when this sentence had been announced before; then nothing was written. `index` counts from 0. */
  announce(claim: QuestionClaim, index: number, text: string): Promise<boolean> {
    throw new Error('not written yet');
  }
  /** Opens the turn for its answer. A closing question ends the interview instead; then `reportDue` may be true. */
  save(claim: QuestionClaim, question: SavedQuestion): Promise<{ ended: boolean; reportDue: boolean }> {
    throw new Error('not written yet');
  }
  degraded(claim: QuestionClaim, reason: string): Promise<void> {
    throw new Error('not written yet');
  }
  awaiting(bounds: Waiting): Promise<{ id: string; afterTurn: number }[]> {
    throw new Error('not written yet');
  }
  /** Closes turns whose last chunk was heard so long ago that the missing ones are not coming. */
  closeOverdueTurns(olderThanMs: number): Promise<({ id: string; gradeDue: GradeDue | null } & GradeDue)[]> {
    throw new Error('not written yet');
  }
}
