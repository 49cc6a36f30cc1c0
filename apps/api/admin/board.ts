// board.ts: bull-board for admins, closed to everybody else; job payloads hold ids only.
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter as BoardAdapter } from '@bull-board/fastify';
import { API_PREFIX } from '@mockverse/contracts/api';
import type { QueueAdmin } from '@mockverse/queue/admin';
import type { Log } from '@mockverse/runtime/log';
import type { FastifyInstance } from 'fastify';
import { admit } from '../door/access.guard';
import { toProblem } from '../door/problem';
import { answerProblem } from '../door/problem.filter';
import type { Sessions } from '../door/sessions';

const PREFIX = `${API_PREFIX}/admin/board`;

/** The board uses <base> and inline styles, so its pages need a looser policy than the API's answers. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

export function mountBoard(fastify: FastifyInstance, queues: QueueAdmin, sessions: Sessions, log: Log): void {
  const board = new BoardAdapter();
  board.setBasePath(PREFIX);
  createBullBoard({
    queues: queues.boardQueues().map((queue) => new BullMQAdapter(queue)),
    serverAdapter: board,
    options: { uiConfig: { boardTitle: 'MockVerse queues' } },
  });
  board.setErrorHandler((error) => {
    const { problem } = toProblem(error, '');
    return { status: problem.status as 500, body: { error: problem.title, message: problem.detail } };
  });
  void fastify.register(async (scope) => {
    // Nest's guards do not run for a plain plugin: this hook stands in for them.
    scope.addHook('onRequest', async (request, reply) => {
      try {
        admit('admin', await sessions.caller(request.headers.cookie));
        reply.raw.setHeader('content-security-policy', POLICY);
      } catch (error) {
        answerProblem(error, request, reply, log);
        return reply;
      }
    });
    await scope.register(board.registerPlugin(), { prefix: PREFIX });
  });
}
