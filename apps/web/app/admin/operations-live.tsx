'use client';
// operations-live.tsx: the state of the queues, read again every two seconds while somebody looks.
import type { FailedJobs, Operations } from '@mockverse/contracts/api';
import { ExternalLink } from 'lucide-react';
import { readFailedJobs, readOperations } from '../../talk/fetch';
import { FailedList } from './failed-list';
import { headline } from './headline';
import { LaneTable } from './lane-table';
import { usePolled } from './use-polled';

interface Both {
  operations: Operations;
  failed: FailedJobs;
}

const read = async (signal: AbortSignal): Promise<Both> => {
  const [operations, failed] = await Promise.all([readOperations(signal), readFailedJobs(signal)]);
  return { operations, failed };
};

export function OperationsLive({ first, firstFailed }: { first: Operations; firstFailed: FailedJobs }) {
  const { value, state, again } = usePolled<Both>({ operations: first, failed: firstFailed }, read);
  const { operations, failed } = value;
  return (
    <div className="text-15">
      <p className="flex items-center gap-1.5 text-13 text-soft">
        <span
          aria-hidden="true"
          className={`size-2 rounded-full ${state === 'live' ? 'bg-met' : state === 'paused' ? 'bg-strong' : 'bg-missing'}`}
        />
        <span role="status">{STATE[state]}</span>
        <span>
          · last read <time dateTime={operations.at}>{operations.at.slice(11, 19)}</time> UTC ·{' '}
          {operations.backend === 'redis' ? 'Redis' : 'PostgreSQL'}
        </span>
      </p>
      <h1 className="mt-2 max-w-[40ch] text-28">{headline(operations)}</h1>
      <LaneTable lanes={operations.lanes} />
      <p className="mt-3 text-soft">
        {operations.openInterviews.toLocaleString('en-GB')} open interviews · {operations.failedGradings.toLocaleString('en-GB')}{' '}
        answers whose grading failed ·{' '}
        <a href="/api/v1/admin/board" className="inline-flex min-h-6 items-center gap-1 text-accent underline underline-offset-4">
          Every job on the board <ExternalLink aria-hidden className="size-4" />
        </a>
      </p>
      <FailedList failed={failed} onChanged={again} />
    </div>
  );
}

const STATE = { live: 'Live', paused: 'Paused while you look elsewhere', away: 'No answer. Trying again' };
