// page.tsx: the interview; one that is over leads to its report.
import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { findInterview } from '../../../talk/server';
import { InterviewScreen } from './interview-screen';

export const metadata: Metadata = { title: 'Interview' };

export default async function Interview({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const read = await findInterview(id);
  if ('missing' in read) {
    if (read.missing === 'signed-out') redirect(`/sign-in?next=/interview/${encodeURIComponent(id)}`);
    notFound();
  }
  const snapshot = read.found;
  if (snapshot.state === 'ended' || snapshot.state === 'reported') redirect(`/report/${snapshot.id}`);
  return <InterviewScreen snapshot={snapshot} />;
}
