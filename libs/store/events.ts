// events.ts: what happened in an interview is numbered without a gap, and read again from any number.
import type { EventPage, InterviewEvent, NewEvent } from '@mockverse/contracts/events';
import type { Connection, Db } from './connection';

/**
 * Writes events in the caller's transaction. The interview's row stays locked until the commit, so numbers become
 * visible in their own order: a reader that saw number n will never find a smaller one later.
 */
export async function recordEvents(tx: Db, id: string, ...events: NewEvent[]): Promise<number> {
  const rows = await tx.$queryRaw<{ seq: number }[]>`
    with counted as (
      update interview set last_seq = last_seq + ${events.length}::int where id = ${id}::uuid returning id, last_seq
    )
    insert into event (interview_id, seq, type, at, data)
    select counted.id, counted.last_seq - ${events.length}::int + e.place::int, e.event ->> 'type', clock_timestamp(), e.event -> 'data'
    from counted, jsonb_array_elements(${JSON.stringify(events)}::jsonb) with ordinality as e(event, place)
    returning seq`;
  return Math.max(...rows.map((row) => row.seq));
}

type EventRow = Omit<InterviewEvent, 'at'> & { at: Date };

export class Events {
  constructor(private readonly connection: Connection) {}

  /** The events after number `after`, oldest first. Whether the reader may see them is asked with interviews.owns. */
  async after(id: string, after: number, limit = 500): Promise<EventPage> {
    // Two reads: the number comes first, so a full page never ends before it.
    const lastSeq = await this.lastSeq(id);
    if (lastSeq <= after) return { events: [], lastSeq };
    const rows = await this.connection.ask(
      (db) => db.$queryRaw<EventRow[]>`
      select seq, type, at, data from event where interview_id = ${id}::uuid and seq > ${after} order by seq limit ${limit}`,
    );
    const events = rows.map((row) => ({ ...row, at: row.at.toISOString() }) as InterviewEvent);
    return { events, lastSeq: Math.max(lastSeq, events.at(-1)?.seq ?? 0) };
  }

  /** 0 for an interview that has no events, or is not there. */
  async lastSeq(id: string): Promise<number> {
    const [row] = await this.connection.ask(
      (db) => db.$queryRaw<{ lastSeq: number }[]>`
      select last_seq as "lastSeq" from interview where id = ${id}::uuid`,
    );
    return row?.lastSeq ?? 0;
  }
}
