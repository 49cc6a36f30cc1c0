// sweep-review.ts: queues gradings and reports whose job got lost.
import type { Handlers } from '@mockverse/contracts/jobs';
import type { Deps } from '../deps';
import { WAITING } from '../waiting';

export const sweepReview =
  ({ store, jobs }: Deps): Handlers['sweep-review'] =>
  async () => {
    const grades = await store.grades.waiting(WAITING);
    for (const { id, turn, transcript } of grades) await jobs.add('grade-answer', { interviewId: id, turn, transcript });
    const reports = await store.reports.due(WAITING);
    for (const interviewId of reports) await jobs.add('write-report', { interviewId });
    return { done: `queued ${grades.length} gradings, ${reports.length} reports` };
  };
