// clock.ts: how long an interview has lasted, by the database's clock, pauses not counted.
import { Prisma } from './generated/client';

/** For a query where the interview is called `i`. The clock stands still while paused, and for ever at the end. */
export const ELAPSED_MS = Prisma.sql`
  round(extract(epoch from coalesce(i.ended_at, i.paused_at, now()) - i.started_at) * 1000 - i.paused_ms)::float8`;

/** True for a row whose `since` lies between the two ages. */
export const waitingBetween = (
  since: Prisma.Sql,
  { waitingFromMs, waitingUntilMs }: { waitingFromMs: number; waitingUntilMs: number },
) =>
  Prisma.sql`${since} <= now() - make_interval(secs => ${waitingFromMs / 1000}::float8)
    and ${since} > now() - make_interval(secs => ${waitingUntilMs / 1000}::float8)`;
