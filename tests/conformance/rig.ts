// rig.ts: a queue under test: producers, lanes with handlers of the test's own, and everything closed at the end.
import { randomUUID } from 'node:crypto';
import type { Handlers, JobContext, JobPayload, Lane, Outcome } from '@mockverse/contracts/jobs';
import { QueueAdmin } from '@mockverse/queue/admin';
import type { Backend } from '@mockverse/queue/backend';
import { Bell } from '@mockverse/queue/bell';
import { Jobs } from '@mockverse/queue/jobs';
import type { RunningLane } from '@mockverse/queue/lane';
import { closeQueues, openQueues } from '@mockverse/queue/lane-queue';
import { startLane } from '@mockverse/queue/worker';
import { silentLog } from '../support/silent-log';

export type Question = JobPayload<'generate-question'>;
export type QuestionHandler = (payload: Question, context: JobContext) => Promise<Outcome>;

const DONE: Outcome = { done: 'nothing to do' };

export const handlersWith = (own: Partial<Handlers>): Handlers => ({
  'generate-question': async () => DONE,
  'grade-answer': async () => DONE,
  'write-report': async () => DONE,
  'sweep-live': async () => DONE,
  'sweep-review': async () => DONE,
  ...own,
});

export const aQuestion = (): Question => ({ interviewId: randomUUID(), afterTurn: 0 });

export interface Rig {
  jobs: Jobs;
  admin: QueueAdmin;
  log: ReturnType<typeof silentLog>;
  /** Starts a worker for the live lane whose question job is this function. */
  answerQuestions(handler: QuestionHandler, backend?: Backend): Promise<RunningLane>;
  work(lane: Lane, own: Partial<Handlers>, backend?: Backend): Promise<RunningLane>;
  bell(backend?: Backend): Promise<Bell>;
  close(): Promise<void>;
}

export const openRig = async (backend: Backend): Promise<Rig> => {
  const log = silentLog();
  const queues = await openQueues(backend, log);
  const jobs = new Jobs(queues);
  const lanes: RunningLane[] = [];
  const bells: Bell[] = [];
  const work = async (lane: Lane, own: Partial<Handlers>, on = backend) => {
    const running = await startLane(lane, handlersWith(own), { backend: on, queue: queues[lane], concurrency: 8, log });
    lanes.push(running);
    return running;
  };
  return {
    jobs,
    admin: new QueueAdmin(queues, jobs),
    log,
    work,
    answerQuestions: (handler, on) => work('live', { 'generate-question': handler }, on),
    bell: async (on = backend) => {
      const bell = new Bell(on, log);
      bells.push(bell);
      await bell.ready();
      return bell;
    },
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.drain(1_000)));
      await Promise.all(bells.map((bell) => bell.close()));
      await closeQueues(queues);
    },
  };
};
