'use client';
// grading-progress.tsx: what is graded so far; the report takes its place by itself.
import type { ReportPending } from '@mockverse/contracts/api';
import { useState } from 'react';
import { retryReport } from '../../../talk/fetch';
import { sentenceOf } from '../../../talk/problem';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { Title } from '../../../ui/page-title';
import { plural } from '../../../ui/words';
import { useReportNews } from './use-report-news';

export function GradingProgress({ id, first, lastSeq }: { id: string; first: ReportPending; lastSeq: number }) {
  const news = useReportNews(id, lastSeq, true);
  const { graded, total } = news.graded ?? first;
  const [problem, setProblem] = useState<string | null>(null);
  const [retried, setRetried] = useState(false);
  const failed = news.failed ?? (retried ? null : (first.failure ?? null));
  const retry = () => {
    setRetried(true);
    return retryReport(id).catch((failure: unknown) => setProblem(sentenceOf(failure)));
  };
  return (
    <>
      <Title below="Each answer is read against what a good answer to its question holds. You can leave; the report will be under your past interviews.">
        Your report is being made
      </Title>
      <p role="status" className="text-21">
        {total === 0 ? 'Looking at your answers.' : `${graded} of ${plural(total, 'answer')} graded`}
      </p>
      <Steps done={graded} total={total} />
      {failed ? (
        <div className="mt-8">
          <Notice tone="problem" action={<Button onClick={() => void retry()}>Try again</Button>}>
            The report could not be finished: {failed}
          </Notice>
        </div>
      ) : null}
      {problem ? <p className="mt-4 text-15 text-missing">{problem}</p> : null}
    </>
  );
}

function Steps({ done, total }: { done: number; total: number }) {
  return (
    <ol aria-hidden="true" className="mt-4 flex max-w-lg gap-1.5">
      {Array.from({ length: Math.max(total, 1) }, (_, i) => i + 1).map((step) => (
        <li
          key={step}
          className={`h-1.5 flex-1 rounded-full transition-colors duration-200 ${step <= done ? 'bg-accent' : 'bg-line'}`}
        />
      ))}
    </ol>
  );
}
