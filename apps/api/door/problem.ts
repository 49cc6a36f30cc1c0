// problem.ts: turns anything that was thrown into a problem a person can act on, without telling what is inside.
import { STATUS_CODES } from 'node:http';
import type { Problem } from '@mockverse/contracts/api';
import { Refused, TryLater } from '@mockverse/runtime/errors';
import { HttpException } from '@nestjs/common';
import { InvalidInput } from './input';

export interface Answerable {
  problem: Problem;
  headers: Record<string, string>;
  /** True when this is our fault: it is logged with its stack. */
  ours: boolean;
}

/** What a client waits before it asks again, when the database or the queue is away. */
const COME_BACK_SECONDS = '2';

const SENTENCES: Record<number, string> = {
  400: 'The request could not be read. Check that the body is JSON.',
  403: 'This request came from another site. Open MockVerse itself and try again.',
  404: 'There is nothing here.',
  405: 'This address does not know that method.',
  408: 'The request took too long to arrive. Send it again.',
  413: 'The request is larger than 64 KiB. Send less at once.',
  414: 'The address is too long.',
  415: 'Send JSON, with the header Content-Type: application/json.',
  431: 'The headers are too large.',
};

export function toProblem(error: unknown, requestId: string): Answerable {
  if (error instanceof Refused) {
    const headers: Record<string, string> = error.retryAfterSeconds
      ? { 'retry-after': String(Math.ceil(error.retryAfterSeconds)) }
      : {};
    return { problem: problem(error.status, error.message, requestId), headers, ours: false };
  }
  if (error instanceof TryLater) {
    const detail = 'MockVerse cannot reach its database or queue at the moment. Nothing is lost; try again in a few seconds.';
    return { problem: problem(503, detail, requestId), headers: { 'retry-after': COME_BACK_SECONDS }, ours: true };
  }
  if (error instanceof InvalidInput)
    return { problem: { ...problem(400, error.message, requestId), issues: error.issues }, headers: {}, ours: false };
  const status = statusOf(error);
  if (status >= 500)
    return {
      problem: problem(500, 'Something broke on our side. Try again, and name the request id if it stays.', requestId),
      headers: {},
      ours: true,
    };
  return { problem: problem(status, SENTENCES[status] ?? 'The request was refused.', requestId), headers: {}, ours: false };
}

const problem = (status: number, detail: string, requestId: string): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  requestId,
});

/** Nest's and Fastify's own refusals know their status; everything else is a fault of ours. */
const statusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  const claimed = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  return typeof claimed === 'number' && claimed >= 400 && claimed < 600 ? claimed : 500;
};
