// openapi.ts: the document of the API, made from the routes and the schemas that travel, and what it knows of addresses.
import { API_PREFIX, Problem } from '@mockverse/contracts/api';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';

export function describeApi(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('MockVerse')
    .setDescription(
      'Practise technical interviews by talking. Errors are problem+json (RFC 9457) with a sentence a person can act on.',
    )
    .setVersion('1')
    .addCookieAuth('mv_session')
    .build();
  const document = SwaggerModule.createDocument(app, about);
  const { $schema: _, ...problem } = z.toJSONSchema(Problem, { target: 'openapi-3.0' });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: problem as never } };
  return document;
}

/** Which methods an address of the API knows; empty when there is no such address. */
export function methodsOf(document: OpenAPIObject): (path: string) => string[] {
  const known = Object.entries(document.paths).map(([path, item]) => ({
    fits: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`),
    methods: Object.keys(item).filter((key) => ['get', 'post', 'put', 'patch', 'delete'].includes(key)),
  }));
  return (path) =>
    known.filter(({ fits }) => fits.test(path)).flatMap(({ methods }) => methods.map((method) => method.toUpperCase()));
}

/** Addresses that are never pages. */
export const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/') || path.startsWith(API_PREFIX);
