// admin.controller.ts: what an operator watches, and the failed jobs that may be tried again.
import { FailedJobs, JobsQuery, LaneParam, Lanes, Operations, Retried, RetryJobs } from '@mockverse/contracts/api';
import type { Lane } from '@mockverse/contracts/jobs';
import { QueueAdmin } from '@mockverse/queue/admin';
import type { Env } from '@mockverse/runtime/env';
import { Refused, TryLater } from '@mockverse/runtime/errors';
import { Store } from '@mockverse/store/store';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MayUse } from '../door/access';
import { Answers } from '../door/answers';
import { FromEnv } from '../door/settings';

@ApiTags('admin')
@MayUse('admin')
@Controller('admin')
export class AdminController {
  constructor(
    private readonly store: Store,
    private readonly queues: QueueAdmin,
    @FromEnv() private readonly env: Env,
  ) {}

  @Get('operations')
  @Answers(200, Operations, 401, 403)
  async operations(): Promise<Operations> {
    const [lanes, counts] = await Promise.all([reached(this.queues.lanes()), this.store.operations.counts()]);
    return { at: new Date().toISOString(), backend: this.env.redisUrl ? 'redis' : 'postgresql', lanes, ...counts };
  }

  @Get('queues')
  @Answers(200, Lanes, 401, 403)
  async lanes(): Promise<Lanes> {
    return { lanes: await reached(this.queues.lanes()) };
  }

  @Get('jobs')
  @Answers(200, FailedJobs, 400, 401, 403)
  failed(@Query({ schema: JobsQuery }) { lane, limit }: JobsQuery): Promise<FailedJobs> {
    return reached(this.queues.failed({ lane, limit }));
  }

  @Post('jobs/retry')
  @Answers(202, Retried, 400, 401, 403)
  retryAll(@Body({ schema: RetryJobs.optional() }) wanted?: RetryJobs): Promise<Retried> {
    return reached(this.queues.retryAll(wanted?.lane));
  }

  @Post('jobs/:lane/:id/retry')
  @Answers(202, Retried, 400, 401, 403, 404)
  async retry(@Param('lane', { schema: LaneParam }) lane: Lane, @Param('id') id: string): Promise<Retried> {
    await reached(this.queues.retry(lane, id));
    return { retried: 1 };
  }
}

/** A queue that is away is a passing fault, whatever its client calls it. */
const reached = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw cause instanceof Refused ? cause : new TryLater('the queue did not answer', { cause });
  });
