// write-report.ts: composes the report when no grading is owed any more, and says when it is there.
import { Report } from '@mockverse/contracts/interview';
import type { Handlers, JobContext, Outcome } from '@mockverse/contracts/jobs';
import { composeReport } from '@mockverse/interview/report';
import { GiveUp } from '@mockverse/runtime/errors';
import type { ReportClaim } from '@mockverse/store/reports';
import { Superseded } from '@mockverse/store/superseded';
import type { Deps } from '../deps';
import { reportInput } from '../report-input';
import { unlessSuperseded } from '../unless-superseded';

export const writeReport =
  (deps: Deps): Handlers['write-report'] =>
  async ({ interviewId }, context) => {
    const claim = await deps.store.reports.claim(interviewId);
    if (!claim) return { skipped: 'no report is owed' };
    return unlessSuperseded(() => writeOrSay(deps, claim, context));
  };

const writeOrSay = async (deps: Deps, claim: ReportClaim, { last }: JobContext): Promise<Outcome> => {
  try {
    return await write(deps, claim);
  } catch (error) {
    if (!(error instanceof Superseded) && (last || error instanceof GiveUp)) {
      await deps.store.reports.fail(claim.id, error instanceof Error ? error.message : String(error));
      await deps.bell.ring(claim.id);
    }
    throw error;
  }
};

const write = async ({ store, shelf, engine, bell }: Deps, claim: ReportClaim): Promise<Outcome> => {
  const report = Report.safeParse(composeReport(reportInput(claim, shelf, engine)));
  if (!report.success) throw new GiveUp('the report does not have the shape of a report', { cause: report.error });
  await store.reports.save(claim, report.data);
  await bell.ring(claim.id);
  return { done: `report ${claim.run}` };
};
