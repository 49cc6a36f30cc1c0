// interview-so-far.ts: everything that a decision about the next question rests on.
import type { Level, Mode, Role } from '@mockverse/contracts/interview';
import type { AnsweredTurn } from './reading';
import type { RecordView } from './record-view';

/** Everything the decision rests on, as plain values. */
export interface InterviewSoFar {
  /** The same seed decides the same; for instance the interview id and the turn. */
  seed: string;
  role: Role;
  level: Level;
  /** Topics the person chose; empty means any. */
  topics: string[];
  minutes: number;
  /** Pauses not counted. */
  elapsedMs: number;
  mode: Mode;
  /** Every turn so far, in order; the last one was just answered. */
  past: AnsweredTurn[];
  shelf: RecordView[];
  /** Records this person was asked in earlier interviews: avoided while others are left. */
  askedBefore: string[];
}
