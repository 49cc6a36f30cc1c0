// interviews.controller.ts: a person starts, lists, watches, pauses and ends interviews.
import { Created, InterviewList, NewInterview, Paused, StateNow } from '@mockverse/contracts/api';
import { Snapshot } from '@mockverse/contracts/interview';
import { Store } from '@mockverse/store/store';
import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CatalogPage } from '../catalog/catalog-page';
import { Asking, MayUse } from '../door/access';
import { Answers } from '../door/answers';
import { InterviewId } from '../door/input';
import { Limits } from '../door/limits';
import type { Caller } from '../door/sessions';
import { DueJobs } from './due-jobs';

@ApiTags('interviews')
@MayUse('person')
@Controller('interviews')
export class InterviewsController {
  constructor(
    private readonly store: Store,
    private readonly limits: Limits,
    private readonly catalog: CatalogPage,
    private readonly due: DueJobs,
  ) {}

  @Post()
  @Answers(201, Created, 400, 401, 403, 413, 415, 429)
  async create(
    @Body({ schema: NewInterview }) asked: NewInterview,
    @Asking() who: Caller,
    @Req() request: FastifyRequest,
  ): Promise<Created> {
    const wanted = this.catalog.complete(asked);
    await this.limits.newInterview(who.id, request.ip);
    const created = await this.store.interviews.create(who.id, wanted, this.catalog.engine);
    await this.due.afterCreating(created.id);
    return created;
  }

  @Get()
  @Answers(200, InterviewList, 401)
  async list(@Asking() who: Caller): Promise<InterviewList> {
    return { interviews: await this.store.interviews.list(who.id) };
  }

  @Get(':id')
  @Answers(200, Snapshot, 401, 404)
  snapshot(@Param('id', InterviewId) id: string, @Asking() who: Caller): Promise<Snapshot> {
    return this.store.interviews.snapshot(who.id, id);
  }

  @Post(':id/end')
  @Answers(202, StateNow, 401, 403, 404)
  async end(@Param('id', InterviewId) id: string, @Asking() who: Caller): Promise<StateNow> {
    await this.due.afterEnding(id, await this.store.interviews.end(who.id, id, 'person'));
    return { state: (await this.store.interviews.snapshot(who.id, id)).state };
  }

  @Post(':id/pause')
  @Answers(202, Paused, 401, 403, 404, 409)
  async pause(@Param('id', InterviewId) id: string, @Asking() who: Caller): Promise<Paused> {
    if (await this.store.interviews.pause(who.id, id)) await this.due.ring(id);
    return { paused: true };
  }

  @Post(':id/resume')
  @Answers(202, Paused, 401, 403, 404, 409)
  async resume(@Param('id', InterviewId) id: string, @Asking() who: Caller): Promise<Paused> {
    if (await this.store.interviews.resume(who.id, id)) await this.due.ring(id);
    return { paused: false };
  }
}
