// reports.ts: when no grading is owed any more the report is written, once per run.
import type { ReportPending } from '@mockverse/contracts/api';
import type { NewEvent } from '@mockverse/contracts/events';
import type { InterviewState, Report } from '@mockverse/contracts/interview';
import { waitingBetween } from './clock';
import type { Connection, Db } from './connection';
import type { Waiting } from './due';
import { gradingCounts } from './ending';
import { recordEvents } from './events';
import { Prisma } from './generated/client';
import { noSuchInterview } from './ownership';
import { claimReport, type ReportClaim } from './report-claim';
import { Superseded } from './superseded';

export type { ReportClaim, ReportTurn, ShownGrade } from './report-claim';

export type FoundReport = { report: Report } | (ReportPending & { failure: string | null });

const SWEEP_ROWS = 200;

export class Reports {
  constructor(private readonly connection: Connection) {}

  /** Null when no report is owed: gradings are missing, the interview runs, or the report is there. */
  claim(id: string): Promise<ReportClaim | null> {
    return this.connection.transaction((tx) => claimReport(tx, id));
  }

  async save({ id, fence, run }: ReportClaim, report: Report): Promise<void> {
    await this.connection.transaction(async (tx) => {
      await holdOwed(tx, id, fence);
      await tx.report.create({ data: { interviewId: id, run, content: { ...report } } });
      await tx.$executeRaw`
        update interview set state = 'reported', shown_report = ${run}, report_since = null where id = ${id}::uuid`;
      await recordEvents(tx, id, { type: 'report.ready', data: { run } });
    });
  }

  /** After the last attempt. Until a person retries (grades.retryFailed) the report is not owed any more. */
  async fail(id: string, reason: string): Promise<void> {
    await this.connection.transaction(async (tx) => {
      await holdOwed(tx, id);
      await tx.$executeRaw`update interview set report_failure = ${reason}, report_since = null where id = ${id}::uuid`;
      const failed: NewEvent = { type: 'report.failed', data: { reason } };
      await recordEvents(tx, id, failed);
    });
  }

  async due(bounds: Waiting): Promise<string[]> {
    const rows = await this.connection.ask(
      (db) => db.$queryRaw<{ id: string }[]>`
      select id from interview where report_since is not null and ${waitingBetween(Prisma.sql`report_since`, bounds)}
      order by report_since limit ${SWEEP_ROWS}`,
    );
    return rows.map((row) => row.id);
  }

  /** The shown report, or how far its making has come. 404 when the interview is not theirs. */
  find(personId: string, id: string): Promise<FoundReport> {
    return this.connection.ask(async (db) => {
      // What was saved had been validated; it is given back as it is, however old its shape.
      const [row] = await db.$queryRaw<{ state: InterviewState; failure: string | null; report: Report | null }[]>`
        select i.state, i.report_failure as failure, r.content as report
        from interview i left join report r on r.interview_id = i.id and r.run = i.shown_report
        where i.id = ${id}::uuid and i.person_id = ${personId}::uuid`;
      if (!row) throw noSuchInterview();
      if (row.state === 'reported' && row.report) return { report: row.report };
      return { ...(await gradingCounts(db, id)), failure: row.failure };
    });
  }
}

/** Locks the interview whose report is owed; with a fence, only for the newest claim. */
async function holdOwed(tx: Db, id: string, fence?: number): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    select 1 from interview
    where id = ${id}::uuid and report_since is not null and (${fence ?? null}::int is null or report_fence = ${fence ?? null}::int)
    for no key update`;
  if (held.length === 0) throw new Superseded('the report');
}
