// answers.ts: what a route may answer, for the OpenAPI document, from the same schemas that travel.
import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

const PROBLEMS: Record<number, string> = {
  400: 'The request does not fit; `issues` says where.',
  401: 'No session.',
  403: 'Not allowed, or sent from another site.',
  404: 'No such thing, or it belongs to somebody else.',
  409: 'It contradicts what is already there.',
  413: 'Larger than 64 KiB.',
  415: 'Not JSON.',
  429: 'Too often; Retry-After says when to come back.',
  503: 'The database or the queue is away; Retry-After says when to come back.',
};

/** Declares the answer of success (and its status), and each problem a client has to expect. */
export const Answers = (status: number, schema: z.ZodType | null, ...problems: number[]) =>
  applyDecorators(HttpCode(status), AlsoAnswers(status, schema, 'Done.'), ...[...problems, 503].map((p) => ProblemAnswer(p)));

export const AlsoAnswers = (status: number, schema: z.ZodType | null, description: string) =>
  ApiResponse({ status, description, ...(schema ? { standardSchema: schema } : {}) });

const ProblemAnswer = (status: number) =>
  ApiResponse({
    status,
    description: PROBLEMS[status] ?? 'Refused.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
