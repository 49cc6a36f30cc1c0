'use client';
// use-report-news.ts: follows the grading of an interview and draws the page again when the report is there.
import type { InterviewEvent } from '@mockverse/contracts/events';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { followInterview } from '../../../talk/stream';

export interface ReportNews {
  graded: { graded: number; total: number } | null;
  failed: string | null;
}

export function useReportNews(id: string, lastSeq: number, following: boolean, onReady?: () => void): ReportNews {
  const router = useRouter();
  const seen = useRef(lastSeq);
  const ready = useRef(onReady);
  ready.current = onReady;
  const [news, setNews] = useState<ReportNews>({ graded: null, failed: null });
  useEffect(() => {
    if (!following) return;
    const onEvent = (event: InterviewEvent): boolean => {
      if (event.seq <= seen.current) return true;
      seen.current = event.seq;
      if (event.type === 'turn.graded') setNews({ graded: event.data, failed: null });
      if (event.type === 'report.failed') setNews((old) => ({ ...old, failed: event.data.reason }));
      if (event.type === 'report.ready') {
        ready.current?.();
        router.refresh();
      }
      return true;
    };
    return followInterview({ id, lastSeq: () => seen.current, onEvent });
  }, [id, following, router]);
  return news;
}
