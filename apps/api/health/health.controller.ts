// health.controller.ts: alive, ready, and numbers for Prometheus.
import { TryLater } from '@mockverse/runtime/errors';
import { Store } from '@mockverse/store/store';
import { type BeforeApplicationShutdown, Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MayUse } from '../door/access';
import { admit } from '../door/access.guard';
import { Sessions } from '../door/sessions';
import { Metrics } from './metrics';

@ApiExcludeController()
@MayUse('open')
@Controller()
export class HealthController implements BeforeApplicationShutdown {
  private closing = false;

  constructor(
    private readonly store: Store,
    private readonly sessions: Sessions,
    private readonly metrics: Metrics,
  ) {}

  beforeApplicationShutdown(): void {
    this.closing = true;
  }

  /** The process answers. It says nothing about the database: restarting this process would not mend that. */
  @Get('livez')
  livez(): { alive: true } {
    return { alive: true };
  }

  /** Requests can be served: the database answers, and the process is not closing. */
  @Get('readyz')
  async readyz(): Promise<{ ready: true }> {
    if (this.closing) throw new TryLater('closing');
    await this.store.operations.ping();
    return { ready: true };
  }

  /** For a scraper on this machine, or an admin: queue depths tell outsiders how busy we are. */
  @Get('metrics')
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!fromThisMachine(request)) admit('admin', await this.sessions.caller(request.headers.cookie));
    reply
      .type(this.metrics.contentType)
      .header('cache-control', 'no-store')
      .send(await this.metrics.text());
  }
}

/** A request that any proxy passed on came from somewhere else, even if the proxy runs here. */
const fromThisMachine = ({ headers, socket }: FastifyRequest): boolean => {
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined);
  return !forwarded && /^(127\.|::ffff:127\.|::1$)/.test(socket.remoteAddress ?? '');
};
