// chunks.controller.ts: what was said arrives piece by piece, is stored, and is acknowledged.
import { ChunkIn, Heard } from '@mockverse/contracts/api';
import { Store } from '@mockverse/store/store';
import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Asking, MayUse } from '../door/access';
import { Answers } from '../door/answers';
import { InterviewId } from '../door/input';
import { Limits } from '../door/limits';
import type { Caller } from '../door/sessions';
import { DueJobs } from './due-jobs';

@ApiTags('interviews')
@Controller('interviews/:id/chunks')
export class ChunksController {
  constructor(
    private readonly store: Store,
    private readonly limits: Limits,
    private readonly due: DueJobs,
  ) {}

  @Post()
  @MayUse('person')
  @Answers(202, Heard, 400, 401, 403, 404, 409, 413, 415, 429)
  async hear(
    @Param('id', InterviewId) id: string,
    @Body({ schema: ChunkIn }) chunk: ChunkIn,
    @Asking() who: Caller,
    @Req() request: FastifyRequest,
  ): Promise<Heard> {
    this.limits.chunk(who.tokenHash, request.ip);
    const appended = await this.store.chunks.append(who.id, id, chunk);
    await this.due.afterChunk(id, appended);
    return { heard: appended.heard, closed: appended.closed };
  }
}
