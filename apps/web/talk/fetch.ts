// fetch.ts: typed requests from the browser to /api/v1, with errors as ApiProblem.
import type {
  ChunkIn,
  Created,
  EventsQuery,
  FailedJobs,
  Heard,
  Me,
  NewInterview,
  Operations,
  Paused,
  Retried,
  SignIn,
  SignUp,
  StateNow,
} from '@mockverse/contracts/api';
import type { EventPage } from '@mockverse/contracts/events';
import type { Snapshot } from '@mockverse/contracts/interview';
import { ApiProblem, AWAY, readProblem } from './problem';

const PREFIX = '/api/v1';
/** 10 s: longer than any healthy answer; a hung socket must become a sentence. */
const ANSWER_LIMIT_MS = 10_000;

interface Ask {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  limitMs?: number;
  signal?: AbortSignal;
}

async function ask<T>(path: string, { method = 'GET', body, limitMs = ANSWER_LIMIT_MS, signal }: Ask = {}): Promise<T> {
  const limit = AbortSignal.timeout(limitMs);
  const response = await fetch(`${PREFIX}${path}`, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    cache: 'no-store',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiProblem(0, AWAY);
  });
  if (!response.ok) throw await readProblem(response);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

const interview = (id: string, rest = ''): string => `/interviews/${encodeURIComponent(id)}${rest}`;

export const becomeGuest = () => ask<Me>('/guests', { method: 'POST', body: {} });
export const signUp = (body: SignUp) => ask<Me>('/people', { method: 'POST', body });
export const signIn = (body: SignIn) => ask<Me>('/sessions', { method: 'POST', body });
export const signOut = () => ask<void>('/sessions/current', { method: 'DELETE' });

export const beginInterview = (body: NewInterview) => ask<Created>('/interviews', { method: 'POST', body });
export const readInterview = (id: string) => ask<Snapshot>(interview(id));
export const sendChunk = (id: string, chunk: ChunkIn) => ask<Heard>(interview(id, '/chunks'), { method: 'POST', body: chunk });
export const pauseInterview = (id: string) => ask<Paused>(interview(id, '/pause'), { method: 'POST', body: {} });
export const resumeInterview = (id: string) => ask<Paused>(interview(id, '/resume'), { method: 'POST', body: {} });
export const endInterview = (id: string) => ask<StateNow>(interview(id, '/end'), { method: 'POST', body: {} });
export const retryReport = (id: string) => ask<Retried>(interview(id, '/report/retry'), { method: 'POST', body: {} });

export const readEvents = (id: string, { after, wait }: EventsQuery, signal?: AbortSignal) =>
  ask<EventPage>(interview(id, `/events?after=${after}&wait=${wait}`), {
    limitMs: wait * 1000 + ANSWER_LIMIT_MS,
    ...(signal ? { signal } : {}),
  });

export const eventsUrl = (id: string, after: number): string => `${PREFIX}${interview(id, `/events?after=${after}`)}`;

export const readOperations = (signal: AbortSignal) => ask<Operations>('/admin/operations', { signal });
export const readFailedJobs = (signal: AbortSignal) => ask<FailedJobs>('/admin/jobs?limit=50', { signal });
export const retryJob = (lane: string, id: string) =>
  ask<Retried>(`/admin/jobs/${lane}/${encodeURIComponent(id)}/retry`, { method: 'POST', body: {} });
export const retryAllJobs = () => ask<Retried>('/admin/jobs/retry', { method: 'POST', body: {} });
