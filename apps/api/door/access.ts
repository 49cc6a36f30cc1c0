// access.ts: every route says who may use it; a route that says nothing is open to nobody.
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './sessions';

/** open: anybody · person: somebody with a session, guests too · admin: admins only. */
export type Access = 'open' | 'person' | 'admin';
export const ACCESS = 'access';

/** The document carries the same word, so a test can try every route as everybody. */
export const MayUse = (access: Access) => applyDecorators(SetMetadata(ACCESS, access), ApiExtension('x-access', access));

export interface KnownRequest extends FastifyRequest {
  caller?: Caller | null;
}

/** Who asks. Only on routes that are not open. */
export const Asking = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<KnownRequest>().caller ?? null,
);
