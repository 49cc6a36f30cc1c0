// chunks.ts: a piece of transcript is stored once, and the chunk that completes an answer closes its turn.
import type { ChunkIn } from '@mockverse/contracts/api';
import type { Stitch } from './store';
import type { Connection } from './connection';
import type { GradeDue } from './due';

export interface Appended {
  /** The seq that was stored, now or earlier. */
  heard: number;
  /** The answer is complete and the next question is on its way. */
  closed: boolean;
  /** Set when this very chunk closed the turn: the next question is due. */
  closedNow: GradeDue | null;
  /** Set when this chunk closed or amended an answer that is graded: its grading is due. */
  gradeDue: GradeDue | null;
  /** Events were written: ring the bell. */
  rang: boolean;
}

export class Chunks {
  constructor(private readonly connection: Connection, private readonly stitch: Stitch) {}

  append(personId: string, id: string, chunk: ChunkIn): Promise<Appended> {
    throw new Error('not written yet');
  }
}
