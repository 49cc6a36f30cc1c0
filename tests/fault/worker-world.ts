// worker-world.ts: a database, a queue and worker processes, and one person who is being interviewed.
import type { InterviewEvent } from '@mockverse/contracts/events';
import { stitch } from '@mockverse/interview/transcript';
import { type Backend, queueBackend } from '@mockverse/queue/backend';
import { Jobs } from '@mockverse/queue/jobs';
import { backendReady } from '@mockverse/queue/ready';
import { openStore, type Store } from '@mockverse/store/store';
import { type Child, startChild } from '../support/child';
import { testDatabase } from '../support/database';
import { privateRedis } from '../support/redis';
import { silentLog } from '../support/silent-log';
import { until } from '../support/until';

export interface World {
  store: Store;
  jobs: Jobs;
  /** A worker process, working. */
  worker(env?: NodeJS.ProcessEnv): Promise<Child>;
  interview(): Promise<Candidate>;
  close(): Promise<void>;
}

export interface Candidate {
  id: string;
  personId: string;
  events(): Promise<InterviewEvent[]>;
  /** Resolves with the question once it was asked. */
  asked(turn: number, limitMs?: number): Promise<string>;
  /** Says the answer and ends the turn, as the API would: the row first, then the jobs. */
  answer(turn: number, text: string): Promise<void>;
  /** Ends the turn, and the process dies before the jobs are queued. */
  answerAndLoseTheJobs(turn: number, text: string): Promise<void>;
  end(): Promise<void>;
}

export const openWorld = async (kind: Backend['kind'], env: NodeJS.ProcessEnv = {}): Promise<World> => {
  const log = silentLog();
  const database = await testDatabase();
  const redis = kind === 'redis' ? await privateRedis() : null;
  const backend = queueBackend({ databaseUrl: database.url, redisUrl: redis?.url ?? null });
  await backendReady(backend, { log });
  const jobs = await Jobs.open(backend, log);
  const store = await openStore({ databaseUrl: database.url, pool: 4, log, stitch });
  const children: Child[] = [];
  const settings = { DATABASE_URL: database.url, REDIS_URL: redis?.url ?? '', INTERVIEWER: 'builtin', LOG_LEVEL: 'info', ...env };
  return {
    store,
    jobs,
    worker: async (more = {}) => {
      const child = await startChild('apps/worker/main.ts', { ...settings, ...more });
      children.push(child);
      return child;
    },
    interview: () => newCandidate(store, jobs),
    close: async () => {
      await Promise.all(children.map((child) => child.kill()));
      await jobs.close();
      await store.close();
      await redis?.close();
      await database.drop();
    },
  };
};

const newCandidate = async (store: Store, jobs: Jobs): Promise<Candidate> => {
  const person = await store.people.create();
  const wanted = {
    role: 'backend',
    level: 'mid',
    topics: [],
    minutes: 15,
    mode: 'practice',
    language: 'en',
    jobDescription: null,
  } as const;
  const { id } = await store.interviews.create(person.id, { ...wanted, topics: [] }, { name: 'builtin', model: null });
  await jobs.add('generate-question', { interviewId: id, afterTurn: 0 });
  const events = async () => (await store.events.after(id, 0)).events;
  const say = (turn: number, text: string) =>
    store.chunks.append(person.id, id, { turn, seq: 1, kind: 'final', text, endOfTurn: true });
  const asked = async (turn: number, limitMs?: number): Promise<string> => {
    let text: string | undefined;
    await until(
      async () => {
        for (const event of await events())
          if (event.type === 'question.asked' && event.data.turn === turn) text = event.data.text;
        return text !== undefined;
      },
      `question ${turn} was asked`,
      limitMs,
    );
    return text ?? '';
  };
  return {
    id,
    personId: person.id,
    events,
    asked,
    answer: async (turn, text) => {
      const { gradeDue } = await say(turn, text);
      await jobs.add('generate-question', { interviewId: id, afterTurn: turn });
      if (gradeDue) await jobs.add('grade-answer', { interviewId: id, ...gradeDue });
    },
    answerAndLoseTheJobs: async (turn, text) => {
      await say(turn, text);
    },
    end: async () => {
      const { gradesDue, reportDue } = await store.interviews.end(person.id, id, 'person');
      for (const due of gradesDue) await jobs.add('grade-answer', { interviewId: id, ...due });
      if (reportDue) await jobs.add('write-report', { interviewId: id });
    },
  };
};
