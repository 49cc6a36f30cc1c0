// proxy.ts: everything that is not the API goes to the pages' own server and comes back as it is, streaming both ways.
import { Agent, request as ask, type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream';
import type { Env } from '@mockverse/runtime/env';
import type { Log } from '@mockverse/runtime/log';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { waitingPage } from './waiting-page';

/** Headers that belong to one connection, not to the message. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'proxy-connection',
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** A page that renders longer than this is stuck. */
const FIRST_BYTE_MS = 30_000;

export function mountPages(
  fastify: FastifyInstance,
  env: Env,
  log: Log,
  refuse: (request: FastifyRequest) => Error | null,
): void {
  const agent = new Agent({ keepAlive: true, maxSockets: 128, maxFreeSockets: 16 });
  fastify.addHook('onClose', async () => agent.destroy());
  void fastify.register(async (scope) => {
    // Bodies are passed on unread, whatever they are: what they mean is the pages' business.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.route({
      method: METHODS,
      url: '/*',
      exposeHeadRoute: false,
      handler: (request, reply) => {
        const refusal = refuse(request);
        if (refusal) throw refusal;
        passOn(request, reply, agent, env, log);
      },
    });
  });
}

function passOn(request: FastifyRequest, reply: FastifyReply, agent: Agent, env: Env, log: Log): void {
  reply.hijack();
  const answer = reply.raw;
  const target = new URL(env.webOrigin);
  const upstream = ask({
    agent,
    host: target.hostname,
    port: target.port,
    method: request.method,
    path: request.raw.url,
    headers: headersFor(request),
  });
  upstream.setTimeout(FIRST_BYTE_MS, () => upstream.destroy(new Error('the pages did not answer in time')));
  upstream.on('response', (page) => {
    upstream.setTimeout(0);
    // The API's own policy would forbid the pages their scripts: they send one with a nonce.
    answer.removeHeader('content-security-policy');
    answer.writeHead(page.statusCode ?? 502, { ...endToEnd(page.headers), 'x-request-id': request.id });
    pipeline(page, answer, () => {});
  });
  upstream.on('error', (error) => {
    if (answer.headersSent || answer.destroyed) return answer.destroy();
    log.warn('a page could not be fetched', { requestId: request.id, reason: error.message });
    waitingPage(answer, request.id, request.method);
  });
  answer.once('close', () => upstream.destroy());
  sendBody(request.raw, upstream);
}

const sendBody = (from: IncomingMessage, to: ReturnType<typeof ask>): void => {
  if (from.headers['content-length'] === undefined && from.headers['transfer-encoding'] === undefined) to.end();
  else pipeline(from, to, () => {});
};

const headersFor = (request: FastifyRequest): OutgoingHttpHeaders => ({
  ...endToEnd(request.raw.headers),
  'x-forwarded-for': request.ip,
  'x-forwarded-host': request.host,
  'x-forwarded-proto': request.protocol,
  'x-request-id': request.id,
});

const endToEnd = (headers: IncomingHttpHeaders): OutgoingHttpHeaders => {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name) && !named.includes(name)));
};
