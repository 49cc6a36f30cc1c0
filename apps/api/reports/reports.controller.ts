// reports.controller.ts: the report of an interview, how far its making has come, and another try.
import { ReportPending, Retried } from '@mockverse/contracts/api';
import { Report } from '@mockverse/contracts/interview';
import { Refused } from '@mockverse/runtime/errors';
import { Store } from '@mockverse/store/store';
import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Asking, MayUse } from '../door/access';
import { AlsoAnswers, Answers } from '../door/answers';
import { InterviewId } from '../door/input';
import type { Caller } from '../door/sessions';
import { DueJobs } from '../interviews/due-jobs';

@ApiTags('reports')
@MayUse('person')
@Controller('interviews/:id/report')
export class ReportsController {
  constructor(
    private readonly store: Store,
    private readonly due: DueJobs,
  ) {}

  @Get()
  @Answers(200, Report, 401, 404, 409)
  @AlsoAnswers(202, ReportPending, 'The answers are still being graded, or something failed and may be retried.')
  async read(
    @Param('id', InterviewId) id: string,
    @Asking() who: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Report | ReportPending> {
    const found = await this.store.reports.find(who.id, id);
    if ('report' in found) return found.report;
    const { state } = await this.store.interviews.snapshot(who.id, id);
    if (state !== 'ended' && state !== 'reported') throw new Refused(409, 'The interview is still running. End it first.');
    reply.code(202);
    return found;
  }

  @Post('retry')
  @Answers(202, Retried, 401, 403, 404, 409)
  async retry(@Param('id', InterviewId) id: string, @Asking() who: Caller): Promise<Retried> {
    const due = await this.store.grades.retryFailed(who.id, id);
    await this.due.afterEnding(id, due);
    return { retried: due.gradesDue.length + (due.reportDue ? 1 : 0) };
  }
}
