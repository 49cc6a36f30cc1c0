// operations.ts: the counts an admin watches, and whether the database answers.
import type { Operations as OperationsPage } from '@mockverse/contracts/api';
import type { Connection } from './connection';

export type Counts = Pick<OperationsPage, 'waitingPeople' | 'longestWaitMs' | 'openInterviews' | 'failedGradings'>;

export class Operations {
  constructor(private readonly connection: Connection) {}

  counts(): Promise<Counts> {
    throw new Error('not written yet');
  }
  /** Throws TryLater when the database does not answer within two seconds. */
  ping(): Promise<void> {
    throw new Error('not written yet');
  }
}
