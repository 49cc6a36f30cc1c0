// problem.filter.ts: the one place where an error becomes an answer.
import type { Log } from '@mockverse/runtime/log';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toProblem } from './problem';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.log);
  }
}

export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): void {
  const { problem, headers, ours } = toProblem(error, request.id);
  if (ours)
    log.error('request failed', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions?.url,
      status: problem.status,
      error,
    });
  if (reply.sent || reply.raw.headersSent) return;
  reply
    .code(problem.status)
    .headers({ ...headers, 'cache-control': 'no-store' })
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}
