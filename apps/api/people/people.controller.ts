// people.controller.ts: guests, sign up, sign in, sign out, and who am I.
import { Me, SignIn, SignUp } from '@mockverse/contracts/api';
import type { Env } from '@mockverse/runtime/env';
import { Refused } from '@mockverse/runtime/errors';
import type { Person } from '@mockverse/store/people';
import { Store } from '@mockverse/store/store';
import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Asking, MayUse } from '../door/access';
import { AlsoAnswers, Answers } from '../door/answers';
import { cookieName, cookieOptions } from '../door/cookie';
import { Limits } from '../door/limits';
import { type Caller, SESSION_DAYS, Sessions } from '../door/sessions';
import { FromEnv } from '../door/settings';
import { hashPassword, passwordFits } from './passwords';

const DAY_SECONDS = 86_400;

@ApiTags('people')
@Controller()
export class PeopleController {
  constructor(
    private readonly store: Store,
    private readonly sessions: Sessions,
    private readonly limits: Limits,
    private readonly http: HttpAdapterHost,
    @FromEnv() private readonly env: Env,
  ) {}

  @Post('guests')
  @MayUse('open')
  @Answers(201, Me, 403, 429)
  @AlsoAnswers(200, Me, 'There is a session already; nothing was made.')
  async guest(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Me> {
    const known = await this.sessions.caller(request.headers.cookie);
    if (known) {
      reply.code(200);
      return me(known);
    }
    await this.limits.newPerson(request.ip);
    return this.letIn(await this.store.people.create(), reply);
  }

  @Post('people')
  @MayUse('open')
  @Answers(201, Me, 400, 403, 409, 413, 415, 429)
  async signUp(
    @Body({ schema: SignUp }) wanted: SignUp,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const known = await this.sessions.caller(request.headers.cookie);
    if (known && !known.guest) throw new Refused(409, 'You are signed in already. Sign out first to make another account.');
    await this.limits.newPerson(request.ip);
    const login = { email: wanted.email, passwordHash: await hashPassword(wanted.password) };
    const person = known ? await this.store.people.promoteGuest(known.id, login) : await this.store.people.create(login);
    return this.letIn(person, reply, known);
  }

  @Post('sessions')
  @MayUse('open')
  @Answers(201, Me, 400, 401, 403, 413, 415, 429)
  async signIn(
    @Body({ schema: SignIn }) given: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    await this.limits.signIn(given.email, request.ip);
    const found = await this.store.people.byEmail(given.email);
    const fits = await passwordFits(given.password, found?.passwordHash ?? null);
    if (!found || !fits) throw new Refused(401, 'This e-mail and password do not belong together.');
    await this.limits.signedIn(given.email, request.ip);
    return this.letIn(found.person, reply, await this.sessions.caller(request.headers.cookie));
  }

  @Delete('sessions/current')
  @MayUse('person')
  @Answers(204, null, 401, 403)
  async signOut(@Asking() who: Caller, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.close(who.tokenHash);
    this.http.httpAdapter.clearCookie(reply, cookieName(this.env), cookieOptions(this.env, 0));
  }

  @Get('me')
  @MayUse('person')
  @Answers(200, Me, 401)
  me(@Asking() who: Caller): Me {
    return me(who);
  }

  /** The session that was there before ends: its token may be known to somebody else. */
  private async letIn(person: Person, reply: FastifyReply, before: Caller | null = null): Promise<Me> {
    const token = await this.sessions.open(person.id);
    if (before) await this.sessions.close(before.tokenHash);
    this.http.httpAdapter.setCookie(reply, cookieName(this.env), token, cookieOptions(this.env, SESSION_DAYS * DAY_SECONDS));
    return me(person);
  }
}

const me = ({ id, email, guest, role }: Person): Me => ({ id, email, guest, role });
