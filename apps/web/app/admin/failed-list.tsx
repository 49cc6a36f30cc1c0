'use client';
// failed-list.tsx: jobs whose every attempt failed, with what they said and the way to run them again.
import type { FailedJob, FailedJobs } from '@mockverse/contracts/api';
import { useState } from 'react';
import { retryAllJobs, retryJob } from '../../talk/fetch';
import { sentenceOf } from '../../talk/problem';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { plural } from '../../ui/words';

export function FailedList({ failed, onChanged }: { failed: FailedJobs; onChanged: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (request: Promise<unknown>) => {
    try {
      setProblem(null);
      await request;
    } catch (failure) {
      setProblem(sentenceOf(failure));
    }
    onChanged();
  };
  return (
    <section aria-labelledby="failed" className="mt-12">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-3">
        <h2 id="failed" className="text-21">
          Failed jobs
        </h2>
        {failed.total > 0 ? <Button onClick={() => void run(retryAllJobs())}>Retry {plural(failed.total, 'job')}</Button> : null}
      </div>
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      {failed.total === 0 ? <p className="mt-1 text-soft">None. Jobs that fail every attempt appear here.</p> : null}
      <ul className="divide-y divide-line">
        {failed.jobs.map((job) => (
          <Job key={`${job.lane}-${job.id}`} job={job} onRetry={() => void run(retryJob(job.lane, job.id))} />
        ))}
      </ul>
      {failed.total > failed.jobs.length ? (
        <p className="mt-3 text-soft">
          The newest {failed.jobs.length} of {failed.total.toLocaleString('en-GB')}.
        </p>
      ) : null}
    </section>
  );
}

function Job({ job, onRetry }: { job: FailedJob; onRetry: () => void }) {
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 py-4">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">
          {job.name}{' '}
          <span className="font-normal text-soft">
            · {job.lane} · {plural(job.attempts, 'attempt')}
            {job.failedAt ? ` · ${job.failedAt.slice(0, 19).replace('T', ' ')} UTC` : ''}
          </span>
        </p>
        <p className="said text-missing">{job.reason}</p>
        <p className="said text-13 text-soft">{JSON.stringify(job.payload)}</p>
      </div>
      <Button onClick={onRetry} aria-label={`Retry ${job.name} ${job.id}`}>
        Retry
      </Button>
    </li>
  );
}
