// interviews.ts: an interview is made, listed, paused, resumed and ended by its person.
import type { Created, NewInterview } from '@mockverse/contracts/api';
import type { EngineName, InterviewLine, Snapshot } from '@mockverse/contracts/interview';
import type { Stitch } from './store';
import type { Connection } from './connection';
import type { ReviewDue } from './due';

/** What was asked for, with every default filled in. */
export type ResolvedInterview = Required<Omit<NewInterview, 'jobDescription'>> & { jobDescription: string | null };

export interface Ended extends ReviewDue {
  /** False when it had ended before: then nothing was written. */
  ended: boolean;
  lastSeq: number;
}

export class Interviews {
  constructor(private readonly connection: Connection, private readonly stitch: Stitch) {}

  create(personId: string, wanted: ResolvedInterview, engine: { name: EngineName; model: string | null }): Promise<Created> {
    throw new Error('not written yet');
  }
  snapshot(personId: string, id: string): Promise<Snapshot> {
    throw new Error('not written yet');
  }
  list(personId: string): Promise<InterviewLine[]> {
    throw new Error('not written yet');
  }
  owns(personId: string, id: string): Promise<boolean> {
    throw new Error('not written yet');
  }
  end(personId: string, id: string, by: 'person' | 'time'): Promise<Ended> {
    throw new Error('not written yet');
  }
  /** True when it was not paused before. An ended interview is refused with 409. */
  pause(personId: string, id: string): Promise<boolean> {
    throw new Error('not written yet');
  }
  /** True when it was paused before. */
  resume(personId: string, id: string): Promise<boolean> {
    throw new Error('not written yet');
  }
}
