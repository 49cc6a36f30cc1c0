// sweep-live.ts: closes answers whose last words got lost, and queues questions whose job got lost.
import type { Handlers } from '@mockverse/contracts/jobs';
import type { Deps } from '../deps';
import { OVERDUE_MS, WAITING } from '../waiting';

export const sweepLive =
  ({ store, jobs, bell }: Deps): Handlers['sweep-live'] =>
  async () => {
    const closed = await store.questions.closeOverdueTurns(OVERDUE_MS);
    for (const { id, turn, gradeDue } of closed) {
      await jobs.add('generate-question', { interviewId: id, afterTurn: turn });
      if (gradeDue) await jobs.add('grade-answer', { interviewId: id, ...gradeDue });
      await bell.ring(id);
    }
    const waiting = await store.questions.awaiting(WAITING);
    for (const { id, afterTurn } of waiting) await jobs.add('generate-question', { interviewId: id, afterTurn });
    return { done: `closed ${closed.length}, queued ${waiting.length}` };
  };
