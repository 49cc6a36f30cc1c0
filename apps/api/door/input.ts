// input.ts: bodies, queries and ids are read strictly; what does not fit is told in a sentence.
import { Refused } from '@mockverse/runtime/errors';
import { Injectable, type PipeTransform, StandardSchemaValidationPipe } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

export interface Issue {
  path: string;
  message: string;
}

export class InvalidInput extends Error {
  constructor(readonly issues: Issue[]) {
    const [first] = issues;
    super(first ? sentence(first) : 'The request does not fit.');
  }
}

const sentence = ({ path, message }: Issue): string => {
  const words = /[.!?]$/.test(message) ? message : `${message}.`;
  return path === '' ? words : `${path}: ${words}`;
};

const MOST_ISSUES = 20;

export const inputPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) =>
    new InvalidInput(
      issues.slice(0, MOST_ISSUES).map(({ path, message }) => ({
        path: (path ?? [])
          .map((step) => String(typeof step === 'object' ? step.key : step))
          .join('.')
          .slice(0, 200),
        message: message.slice(0, 300),
      })),
    ),
});

const Uuid = z.uuid();

/** An id that is no UUID names nothing, just as a UUID nobody has. */
@Injectable()
export class InterviewId implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!Uuid.safeParse(value).success) throw new Refused(404, 'There is no such interview.');
    return value.toLowerCase();
  }
}

/**
 * Fastify's own parser mends bytes that are not UTF-8, silently, and Nest adds one for forms, which a foreign page can
 * send without asking. Here only JSON comes in, and what was said arrives as it was sent or not at all.
 */
export function readJsonOnly(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    let text: string;
    try {
      text = utf8.decode(body);
    } catch {
      return done(new Refused(400, 'The body is not valid UTF-8.'), undefined);
    }
    // A POST that needs no body may announce JSON and send none.
    if (text === '') return done(null, undefined);
    return parse(request, text, (error, value) =>
      error ? done(new Refused(400, 'The body is not valid JSON.'), undefined) : done(null, value),
    );
  });
}
