// access.guard.ts: finds out who asks, and lets them through only where they may.
import { Refused } from '@mockverse/runtime/errors';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACCESS, type Access, type KnownRequest } from './access';
import { type Caller, Sessions } from './sessions';

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
    const request = context.switchToHttp().getRequest<KnownRequest>();
    // An open route never asks the database who is there: it answers while the database is away.
    if (access === 'open') return true;
    request.caller = await this.sessions.caller(request.headers.cookie);
    admit(access, request.caller);
    return true;
  }
}

/** Throws unless this caller may use what asks for this access. */
export const admit = (access: Access | undefined, caller: Caller | null): void => {
  if (access === 'open') return;
  if (caller === null) throw new Refused(401, 'Sign in, or go on as a guest, and try again.');
  if (access === 'person' || (access === 'admin' && caller.role === 'admin')) return;
  throw new Refused(403, 'Only an admin may do this.');
};
