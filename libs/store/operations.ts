// operations.ts: the counts an admin watches, and whether the database answers.
import type { Operations as OperationsPage } from '@mockverse/contracts/api';
import type { Connection } from './connection';

export type Counts = Pick<OperationsPage, 'waitingPeople' | 'longestWaitMs' | 'openInterviews' | 'failedGradings'>;

export class Operations {
  constructor(private readonly connection: Connection) {}

  /** A person whose interview is paused does not wait. */
  async counts(): Promise<Counts> {
    const [row] = await this.connection.ask(
      (db) => db.$queryRaw<Counts[]>`
      select open.*, (select count(*)::int from turn where grading = 'failed') as "failedGradings"
      from (
        select count(*)::int as "openInterviews",
          count(*) filter (where waiting_since is not null and paused_at is null)::int as "waitingPeople",
          max(round(extract(epoch from now() - waiting_since) * 1000)) filter (where paused_at is null)::float8 as "longestWaitMs"
        from interview where ended_at is null
      ) open`,
    );
    return row ?? { waitingPeople: 0, longestWaitMs: null, openInterviews: 0, failedGradings: 0 };
  }

  /** Throws TryLater when the database does not answer within two seconds. */
  async ping(): Promise<void> {
    await this.connection.ask((db) => db.$queryRaw`select 1`);
  }
}
