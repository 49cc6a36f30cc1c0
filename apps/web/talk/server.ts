// server.ts: how server components read the API: with the visitor's cookie, and never for long.
import 'server-only';
import type { Catalog, FailedJobs, InterviewList, Me, Operations, ReportPending } from '@mockverse/contracts/api';
import type { Report, Snapshot } from '@mockverse/contracts/interview';
import { headers } from 'next/headers';
import { ApiProblem, AWAY, readProblem } from './problem';

const ORIGIN = process.env.API_ORIGIN ?? 'http://127.0.0.1:3000';
/** 4 s: a page that waits longer should rather say that the service is away. */
const ANSWER_LIMIT_MS = 4_000;

async function read(path: string): Promise<Response> {
  const visitor = await headers();
  const response = await fetch(`${ORIGIN}/api/v1${path}`, {
    headers: { accept: 'application/json', cookie: visitor.get('cookie') ?? '' },
    cache: 'no-store',
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  }).catch(() => {
    throw new ApiProblem(0, AWAY);
  });
  if (!response.ok) throw await readProblem(response);
  return response;
}

const json = async <T>(path: string): Promise<T> => (await (await read(path)).json()) as T;

/** The value, or null when the API answers with one of these statuses; any other problem is thrown. */
async function unless<T>(statuses: number[], value: Promise<T>): Promise<T | null> {
  try {
    return await value;
  } catch (problem) {
    if (problem instanceof ApiProblem && statuses.includes(problem.status)) return null;
    throw problem;
  }
}

export const readMe = (): Promise<Me | null> => unless([401], json<Me>('/me'));
export const readCatalog = (): Promise<Catalog> => json<Catalog>('/catalog');
export const readList = (): Promise<InterviewList | null> => unless([401], json<InterviewList>('/interviews'));
export const readOperations = (): Promise<Operations | null> => unless([401, 403], json<Operations>('/admin/operations'));
export const readFailedJobs = (): Promise<FailedJobs> => json<FailedJobs>('/admin/jobs?limit=50');

export type Found<T> = { found: T } | { missing: 'signed-out' | 'unknown' };

async function find<T>(value: Promise<T>): Promise<Found<T>> {
  try {
    return { found: await value };
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    if (problem.status === 401) return { missing: 'signed-out' };
    // 400 and 422: the address is not an interview's id at all.
    if ([400, 403, 404, 422].includes(problem.status)) return { missing: 'unknown' };
    throw problem;
  }
}

export const findInterview = (id: string): Promise<Found<Snapshot>> =>
  find(json<Snapshot>(`/interviews/${encodeURIComponent(id)}`));

/** The report, or how far the grading is. */
export async function readReport(id: string): Promise<{ report: Report } | { pending: ReportPending }> {
  const response = await read(`/interviews/${encodeURIComponent(id)}/report`);
  return response.status === 202
    ? { pending: (await response.json()) as ReportPending }
    : { report: (await response.json()) as Report };
}
