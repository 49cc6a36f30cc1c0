// events.ts: what happened in an interview is numbered without a gap, and read again from any number.
import type { EventPage, EventType, InterviewEvent, NewEvent } from '@mockverse/contracts/events';
import type { Connection } from './connection';
import { Prisma } from './generated/client';
import type { Sql } from './prepared';

/**
 * Writes events in the caller's transaction. The interview's row stays locked until the commit, so numbers become
 * visible in their own order: a reader that saw number n will never find a smaller one later.
 */
export async function recordEvents(tx: Sql, id: string, ...events: NewEvent[]): Promise<number> {
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

/**
 * The same as the last part of a longer statement: one event when the part called `cause` has a row, which names the
 * `interview_id`; none otherwise. `change` is what else changes in the interview's row, for a statement may write a row
 * only once. A part before must have locked that row: then the number follows the newest one, whatever the statement's
 * snapshot shows, because an update starts from the newest version of a row.
 */
export const eventPart = (cause: string, type: EventType, data: Prisma.Sql, change = Prisma.empty): Prisma.Sql => Prisma.sql`
    counted as (
      update interview i set last_seq = i.last_seq + 1 ${change} from ${Prisma.raw(cause)} cause where i.id = cause.interview_id
      returning i.id, i.last_seq
    ),
    told as (
      insert into event (interview_id, seq, type, at, data)
      select counted.id, counted.last_seq, ${type}, clock_timestamp(), ${data} from counted, ${Prisma.raw(cause)} cause
    )`;

/** An event's data, for eventPart. */
export const eventData = (data: object): Prisma.Sql => Prisma.sql`${JSON.stringify(data)}::jsonb`;

type PageRow = { lastSeq: number } & (Omit<InterviewEvent, 'at'> & { at: Date });

export class Events {
  constructor(private readonly connection: Connection) {}

  /** The events after number `after`, oldest first. Whether the reader may see them is asked with interviews.owns. */
  async after(id: string, after: number, limit = 500): Promise<EventPage> {
    // One statement sees one moment: a page that is not full ends exactly at `lastSeq`.
    const rows = await this.connection.askPrepared(
      (sql) => sql.$queryRaw<(PageRow | { lastSeq: number; seq: null })[]>`
      select i.last_seq as "lastSeq", e.seq, e.type, e.at, e.data
      from interview i left join lateral (
        select seq, type, at, data from event where interview_id = i.id and seq > ${after}::int order by seq limit ${limit}::int
      ) e on true
      where i.id = ${id}::uuid order by e.seq`,
    );
    const events = rows.flatMap((row) => (row.seq === null ? [] : [eventOf(row)]));
    return { events, lastSeq: rows[0]?.lastSeq ?? 0 };
  }

  /** 0 for an interview that has no events, or is not there. */
  async lastSeq(id: string): Promise<number> {
    const [row] = await this.connection.askPrepared(
      (sql) => sql.$queryRaw<{ lastSeq: number }[]>`
      select last_seq as "lastSeq" from interview where id = ${id}::uuid`,
    );
    return row?.lastSeq ?? 0;
  }

  /** The same for many at once. */
  async lastSeqs(ids: string[]): Promise<Map<string, number>> {
    const rows = await this.connection.askPrepared(
      (sql) => sql.$queryRaw<{ id: string; lastSeq: number }[]>`
      select id, last_seq as "lastSeq" from interview where id = any(${ids}::uuid[])`,
    );
    return new Map(rows.map(({ id, lastSeq }) => [id, lastSeq]));
  }
}

const eventOf = ({ seq, type, at, data }: PageRow): InterviewEvent =>
  ({ seq, type, at: at.toISOString(), data }) as InterviewEvent;
