// page.tsx: the report, or how far it is.
import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { findInterview, readMe, readReport } from '../../../talk/server';
import { Page } from '../../../ui/page';
import { GradingProgress } from './grading-progress';
import { ReportBody } from './report-body';

export const metadata: Metadata = { title: 'Report' };

export default async function ReportPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const [me, interview] = await Promise.all([readMe().catch(() => null), findInterview(id)]);
  if ('missing' in interview) {
    if (interview.missing === 'signed-out') redirect(`/sign-in?next=/report/${encodeURIComponent(id)}`);
    notFound();
  }
  const snapshot = interview.found;
  if (snapshot.state === 'awaiting-question' || snapshot.state === 'listening') redirect(`/interview/${snapshot.id}`);
  const read = await readReport(id);
  return (
    <Page me={me} wide>
      {'report' in read ? (
        <ReportBody report={read.report} lastSeq={snapshot.lastSeq} day={snapshot.startedAt} />
      ) : (
        <GradingProgress id={snapshot.id} first={read.pending} lastSeq={snapshot.lastSeq} />
      )}
    </Page>
  );
}
