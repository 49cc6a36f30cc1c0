'use client';
// retry-grading.tsx: answers that could not be graded can be graded again; the new report replaces this page.
import { useState } from 'react';
import { retryReport } from '../../../talk/fetch';
import { sentenceOf } from '../../../talk/problem';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { plural } from '../../../ui/words';
import { useReportNews } from './use-report-news';

export function RetryGrading({ id, count, lastSeq }: { id: string; count: number; lastSeq: number }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const news = useReportNews(id, lastSeq, busy, () => setBusy(false));
  const retry = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await retryReport(id);
    } catch (failure) {
      setProblem(sentenceOf(failure));
      setBusy(false);
    }
  };
  return (
    <div className="no-print mt-8">
      <Notice
        action={
          <Button onClick={() => void retry()} disabled={busy}>
            {busy ? 'Grading…' : `Grade ${plural(count, 'answer')} again`}
          </Button>
        }
      >
        {news.failed ??
          problem ??
          `${plural(count, 'answer')} could not be graded. That says nothing about ${count === 1 ? 'it' : 'them'}; the grader did not answer.`}
      </Notice>
    </div>
  );
}
