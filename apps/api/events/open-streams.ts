// open-streams.ts: opens event streams on raw answers, and keeps each person to a few.
import type { Log } from '@mockverse/runtime/log';
import { Store } from '@mockverse/store/store';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Caller, Sessions } from '../door/sessions';
import { ToLog } from '../door/settings';
import { EventStream } from './event-stream';
import { Listeners } from './listeners';

/** Browsers open at most six connections to one host; more streams than this are forgotten tabs. */
const MOST_PER_PERSON = 4;

@Injectable()
export class OpenStreams {
  private readonly byPerson = new Map<string, EventStream[]>();

  constructor(
    private readonly store: Store,
    private readonly sessions: Sessions,
    private readonly listeners: Listeners,
    @ToLog() private readonly log: Log,
  ) {}

  get count(): number {
    return [...this.byPerson.values()].reduce((sum, streams) => sum + streams.length, 0);
  }

  open(reply: FastifyReply, who: Caller, interviewId: string, after: number): void {
    const out = startAnswer(reply);
    const source = {
      read: (n: number) => this.store.events.after(interviewId, n),
      admitted: () => this.sessions.lives(who.tokenHash),
    };
    const stream = new EventStream(out, after, source, this.log.child({ interviewId, requestId: reply.request.id }));
    const leave = this.listeners.join(interviewId, stream);
    out.once('close', () => {
      leave();
      this.forget(who.id, stream);
    });
    this.keep(who.id, stream);
    stream.wake();
  }

  private keep(personId: string, stream: EventStream): void {
    const streams = [...(this.byPerson.get(personId) ?? []), stream];
    this.byPerson.set(personId, streams);
    if (streams.length > MOST_PER_PERSON) streams[0]?.close('replaced');
  }

  private forget(personId: string, stream: EventStream): void {
    const left = (this.byPerson.get(personId) ?? []).filter((other) => other !== stream);
    if (left.length > 0) this.byPerson.set(personId, left);
    else this.byPerson.delete(personId);
  }
}

const startAnswer = (reply: FastifyReply) => {
  reply.hijack();
  const out = reply.raw;
  // A hijacked answer skips Fastify's hooks, so the request id is written here.
  out.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-request-id': reply.request.id,
  });
  out.socket?.setNoDelay(true);
  // A reset connection is a closed one: `close` follows.
  out.on('error', () => {});
  return out;
};
