// events.controller.ts: what happened after number N, as a stream or as a list; both are the same read.
import { EventsQuery } from '@mockverse/contracts/api';
import { EventPage } from '@mockverse/contracts/events';
import { Refused } from '@mockverse/runtime/errors';
import { Store } from '@mockverse/store/store';
import { Controller, Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Asking, MayUse } from '../door/access';
import { Answers } from '../door/answers';
import { InterviewId } from '../door/input';
import type { Caller } from '../door/sessions';
import { LongPoll } from './long-poll';
import { OpenStreams } from './open-streams';

@ApiTags('interviews')
@Controller('interviews/:id/events')
export class EventsController {
  constructor(
    private readonly store: Store,
    private readonly streams: OpenStreams,
    private readonly poll: LongPoll,
  ) {}

  @Get()
  @MayUse('person')
  @Answers(200, EventPage, 400, 401, 404)
  async read(
    @Param('id', InterviewId) id: string,
    @Query({ schema: EventsQuery }) query: EventsQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Asking() who: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!(await this.store.interviews.owns(who.id, id))) throw new Refused(404, 'There is no such interview.');
    const after = Math.max(query.after, seqIn(lastEventId));
    if (wantsStream(request)) return this.streams.open(reply, who, id, after);
    const page = await this.poll.read(id, after, query.wait * 1_000, request.raw);
    reply.header('cache-control', 'no-store').send(page);
  }
}

const wantsStream = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && (headers.accept ?? '').includes('text/event-stream');

/** A browser that comes back says the last number it saw; anything else there counts as nothing. */
const seqIn = (header: string | undefined): number => (header && /^\d{1,9}$/.test(header) ? Number(header) : 0);
