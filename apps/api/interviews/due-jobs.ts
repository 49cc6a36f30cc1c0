// due-jobs.ts: queues what a write made due, and rings; the row is saved already, so a lost job only costs a moment.
import type { JobName, JobPayload } from '@mockverse/contracts/jobs';
import { Bell } from '@mockverse/queue/bell';
import { Jobs } from '@mockverse/queue/jobs';
import type { Log } from '@mockverse/runtime/log';
import type { Appended } from '@mockverse/store/chunks';
import type { ReviewDue } from '@mockverse/store/due';
import { Injectable } from '@nestjs/common';
import { ToLog } from '../door/settings';

@Injectable()
export class DueJobs {
  constructor(
    private readonly jobs: Jobs,
    private readonly bell: Bell,
    @ToLog() private readonly log: Log,
  ) {}

  async afterCreating(interviewId: string): Promise<void> {
    await this.add('generate-question', { interviewId, afterTurn: 0 });
    await this.bell.ring(interviewId);
  }

  /** Side by side, the question first: a person waits for it, and for this answer too. */
  async afterChunk(interviewId: string, { closedNow, gradeDue, rang }: Appended): Promise<void> {
    await Promise.all([
      closedNow && this.add('generate-question', { interviewId, afterTurn: closedNow.turn }),
      rang && this.bell.ring(interviewId),
      gradeDue && this.add('grade-answer', { interviewId, ...gradeDue }),
    ]);
  }

  async afterEnding(interviewId: string, { gradesDue, reportDue }: ReviewDue): Promise<void> {
    await this.bell.ring(interviewId);
    for (const due of gradesDue) await this.add('grade-answer', { interviewId, ...due });
    if (reportDue) await this.add('write-report', { interviewId });
  }

  ring(interviewId: string): Promise<void> {
    return this.bell.ring(interviewId);
  }

  /** Never throws: what the person sent is stored, and the sweep finds what was not queued. */
  private async add<N extends JobName>(name: N, payload: JobPayload<N>): Promise<void> {
    try {
      await this.jobs.add(name, payload);
    } catch (error) {
      this.log.error('a job could not be queued; the sweep will find its row', { job: name, payload, error });
    }
  }
}
