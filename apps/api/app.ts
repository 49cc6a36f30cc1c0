// app.ts: puts the public server together: the API, the board, and the pages behind everything else.
import { randomUUID } from 'node:crypto';
import { API_PREFIX } from '@mockverse/contracts/api';
import { QueueAdmin } from '@mockverse/queue/admin';
import type { Env } from '@mockverse/runtime/env';
import { type Log, nestLogger } from '@mockverse/runtime/log';
import { HttpException, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mountBoard } from './admin/board';
import { ApiModule, type ApiParts } from './api.module';
import { inputPipe, readJsonOnly } from './door/input';
import { describeApi, isApi, methodsOf } from './door/openapi';
import { answerProblem, ProblemFilter } from './door/problem.filter';
import { secure } from './door/security';
import { Sessions } from './door/sessions';
import { Metrics } from './health/metrics';
import { mountPages } from './pages/proxy';

const BODY_LIMIT_BYTES = 64 * 1024;
/** Longer than the 60 s after which common proxies drop an idle connection: the proxy closes first, and loses nothing. */
const KEEP_ALIVE_MS = 72_000;

export async function createApi(parts: ApiParts): Promise<NestFastifyApplication> {
  const { env, log } = parts;
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(parts), adapterFor(env, log), {
    logger: nestLogger(log),
    bodyParser: false,
    abortOnError: false,
  });
  app.setGlobalPrefix(API_PREFIX, { exclude: ['livez', 'readyz', 'metrics'] });
  app.useGlobalFilters(new ProblemFilter(log));
  app.useGlobalPipes(inputPipe);
  secure(app, env);
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  readJsonOnly(fastify);
  observe(fastify, app.get(Metrics));
  closeWhatGoesIdle(fastify);
  mountBoard(fastify, app.get(QueueAdmin), app.get(Sessions), log);
  mountPages(fastify, env, log, publishDocument(app, fastify));
  await app.init();
  await fastify.ready();
  return app;
}

const adapterFor = (env: Env, log: Log): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // So many proxies in front are believed; what a client claims beyond them is not.
    trustProxy: (_address: string, hop: number) => hop < env.trustProxy,
    // A request id that a client chose could forge or confuse the log.
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true },
    // An address that cannot be decoded never reaches a route, nor Nest's filter.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => answerProblem(error, request, reply, log),
  });

/** Every answer carries its request id and is counted under its route. */
function observe(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (isApi(request.url) && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  fastify.addHook('onResponse', async (request, reply) => {
    metrics.answered(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1_000);
  });
}

/**
 * A closing server drops connections that are idle at that moment; one that still carries an answer would then be kept
 * for the next request, all of KEEP_ALIVE_MS, and the process with it.
 */
function closeWhatGoesIdle(fastify: FastifyInstance): void {
  fastify.addHook('preClose', async () => {
    const timer = setInterval(() => fastify.server.closeIdleConnections(), 50);
    fastify.server.once('close', () => clearInterval(timer));
  });
}

/** Serves the document; returns how an address of the API that leads nowhere is refused. */
function publishDocument(app: INestApplication, fastify: FastifyInstance): (request: FastifyRequest) => Error | null {
  const document = describeApi(app);
  fastify.get(`${API_PREFIX}/openapi.json`, () => document);
  const methods = methodsOf(document);
  return ({ url, method }) => {
    const path = url.split('?')[0] ?? '';
    if (!isApi(path)) return null;
    const known = methods(path);
    return new HttpException('', known.length > 0 && !known.includes(method) ? 405 : 404);
  };
}
