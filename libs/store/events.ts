// events.ts: what happened in an interview is numbered without a gap, and read again from any number.
import type { EventPage } from '@mockverse/contracts/events';
import type { Connection } from './connection';

export class Events {
  constructor(private readonly connection: Connection) {}

  /** The events after number `after`, oldest first. Whether the reader may see them is asked with interviews.owns. */
  after(id: string, after: number, limit = 500): Promise<EventPage> {
    throw new Error('not written yet');
  }
  lastSeq(id: string): Promise<number> {
    throw new Error('not written yet');
  }
}
