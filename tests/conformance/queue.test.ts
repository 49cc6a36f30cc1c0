// queue.test.ts: what a queue promises, the same on both backends.
import { GiveUp, TryLater } from '@mockverse/runtime/errors';
import { until } from '../support/until';
import { openPlace, type Place } from './backends';
import { aQuestion, openRig, type Question, type Rig } from './rig';

describe.each(['postgresql', 'redis'] as const)('a queue on %s', (kind) => {
  let place: Place | null;
  let rig: Rig;

  beforeAll(async () => {
    place = await openPlace(kind);
  });
  afterAll(() => place?.close());
  afterEach(() => rig?.close());

  /** A case is passed over, with the notice already printed, where the backend is missing. */
  const promises = (sentence: string, test: () => Promise<void>) =>
    it(sentence, async () => {
      if (!place) return;
      rig = await openRig(place.backend);
      await test();
    });
  const failed = async (payload: Question) =>
    (await rig.admin.failed({ lane: 'live', limit: 100 })).jobs.find((job) => job.payload.interviewId === payload.interviewId);

  promises('brings a job to its handler with the payload it was given', async () => {
    const heard: Question[] = [];
    await rig.answerQuestions(async (payload) => {
      heard.push(payload);
      return { done: 'heard' };
    });
    const payload = { ...aQuestion(), afterTurn: 3 };
    await rig.jobs.add('generate-question', payload);
    await until(() => heard.length === 1, 'the job ran');
    expect(heard).toEqual([payload]);
  });

  promises('refuses a payload that does not fit', async () => {
    await expect(rig.jobs.add('generate-question', { interviewId: 'nobody', afterTurn: 0 })).rejects.toThrow(GiveUp);
  });

  promises('folds doubles while the job waits or runs, and runs it again afterwards', async () => {
    const payload = aQuestion();
    await Promise.all([1, 2, 3].map(() => rig.jobs.add('generate-question', payload)));
    let runs = 0;
    let finish: () => void = () => undefined;
    await rig.answerQuestions(async () => {
      runs += 1;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return { done: 'once' };
    });
    await until(() => runs === 1, 'the job runs');
    await rig.jobs.add('generate-question', payload);
    finish();
    await until(async () => (await liveCounts()).active === 0, 'the job is done');
    expect((await liveCounts()).waiting).toBe(0);
    expect(runs).toBe(1);
    await rig.jobs.add('generate-question', payload);
    await until(() => runs === 2, 'the same work, added later, ran again');
    finish();
  });

  promises('tries a passing fault again after a wait, and then succeeds', async () => {
    const triedAt: number[] = [];
    await rig.answerQuestions(async (_payload, { attempt }) => {
      triedAt.push(Date.now());
      if (attempt < 3) throw new TryLater('busy');
      return { done: 'third time' };
    });
    await rig.jobs.add('generate-question', aQuestion());
    await until(() => triedAt.length === 3, 'it was tried three times');
    // 250 ms, then 500 ms, each at least by half.
    expect(triedAt[1]! - triedAt[0]!).toBeGreaterThanOrEqual(120);
    expect(triedAt[2]! - triedAt[1]!).toBeGreaterThanOrEqual(240);
  });

  promises('waits as long as the other side asked', async () => {
    const triedAt: number[] = [];
    await rig.answerQuestions(async () => {
      triedAt.push(Date.now());
      if (triedAt.length === 1) throw new TryLater('busy', { afterMs: 1_200 });
      return { done: 'after the wait' };
    });
    await rig.jobs.add('generate-question', aQuestion());
    await until(() => triedAt.length === 2, 'it was tried again');
    expect(triedAt[1]! - triedAt[0]!).toBeGreaterThanOrEqual(1_150);
  });

  promises('says which try is the last, and lists what failed on it', async () => {
    const lasts: boolean[] = [];
    await rig.answerQuestions(async (_payload, { last }) => {
      lasts.push(last);
      throw new TryLater('still busy', { afterMs: 10 });
    });
    const payload = aQuestion();
    await rig.jobs.add('generate-question', payload);
    await until(async () => (await failed(payload)) !== undefined, 'the job failed');
    expect(lasts).toEqual([false, false, false, true]);
    expect(await failed(payload)).toMatchObject({ lane: 'live', name: 'generate-question', reason: 'still busy', attempts: 4 });
  });

  promises('gives up at once on a lasting fault, with its reason', async () => {
    let runs = 0;
    await rig.answerQuestions(async () => {
      runs += 1;
      throw new GiveUp('this interview does not exist');
    });
    const payload = aQuestion();
    await rig.jobs.add('generate-question', payload);
    await until(async () => (await failed(payload)) !== undefined, 'the job failed');
    expect(await failed(payload)).toMatchObject({ reason: 'this interview does not exist', attempts: 1 });
    expect(runs).toBe(1);
  });

  promises('tries a fault nobody foresaw again, and logs where it came from', async () => {
    let runs = 0;
    await rig.answerQuestions(async () => {
      runs += 1;
      if (runs === 1) throw new RangeError('off by one');
      return { done: 'the second time' };
    });
    await rig.jobs.add('generate-question', aQuestion());
    await until(() => runs === 2, 'it ran again');
    const line = rig.log.lines.find(({ level }) => level === 'error');
    expect((line?.fields.error as Error | undefined)?.stack).toContain('queue.test.ts');
  });

  promises('runs a failed job again when an admin asks, under a new id', async () => {
    let broken = true;
    let done = 0;
    await rig.answerQuestions(async () => {
      if (broken) throw new GiveUp('broken for now');
      done += 1;
      return { done: 'mended' };
    });
    const payload = aQuestion();
    await rig.jobs.add('generate-question', payload);
    await until(async () => (await failed(payload)) !== undefined, 'the job failed');
    broken = false;
    const { id } = (await failed(payload))!;
    await rig.admin.retry('live', id);
    await until(() => done === 1, 'it ran again');
    expect(await failed(payload)).toBeUndefined();
    await expect(rig.admin.retry('live', id)).rejects.toMatchObject({ status: 404 });
  });

  promises('puts a job off without spending an attempt', async () => {
    const attempts: number[] = [];
    await rig.answerQuestions(async (_payload, { attempt }) => {
      attempts.push(attempt);
      return attempts.length < 6 ? { later: 'not my turn yet', afterMs: 20 } : { done: 'at last' };
    });
    await rig.jobs.add('generate-question', aQuestion());
    await until(() => attempts.length === 6, 'it came back five times');
    expect(attempts).toEqual([1, 1, 1, 1, 1, 1]);
  });

  promises('hands running jobs back when it drains, and another worker runs them at once', async () => {
    let started = 0;
    const first = await rig.answerQuestions(async (_payload, { signal }) => {
      started += 1;
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      return { done: 'never' };
    });
    const payloads = [aQuestion(), aQuestion(), aQuestion()];
    for (const payload of payloads) await rig.jobs.add('generate-question', payload);
    await until(() => started === 3, 'all three run');
    await first.drain(200);
    const finished: { payload: Question; attempt: number }[] = [];
    await rig.answerQuestions(async (payload, { attempt }) => {
      finished.push({ payload, attempt });
      return { done: 'by the second worker' };
    });
    await until(() => finished.length === 3, 'all three were done elsewhere', 2_000);
    expect(finished.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
    expect(rig.log.lines.filter(({ message }) => message.startsWith('job taken over'))).toEqual([]);
    expect(await Promise.all(payloads.map(failed))).toEqual([undefined, undefined, undefined]);
  });

  promises('lets running jobs finish when they can within the grace', async () => {
    let isDone = false;
    let runs = 0;
    const lane = await rig.answerQuestions(async () => {
      runs += 1;
      await new Promise((resolve) => setTimeout(resolve, 400));
      isDone = true;
      return { done: 'in time' };
    });
    await rig.jobs.add('generate-question', aQuestion());
    await until(() => runs === 1, 'it runs');
    await lane.drain(5_000);
    expect(isDone).toBe(true);
  });

  promises('runs the upkeep of a lane by itself, again and again', async () => {
    let sweeps = 0;
    await rig.work('live', {
      'sweep-live': async () => {
        sweeps += 1;
        return { done: 'swept' };
      },
    });
    await until(() => sweeps >= 3, 'three sweeps');
  });

  promises('counts what waits and who works', async () => {
    await rig.jobs.add('generate-question', aQuestion());
    await until(async () => ((await liveCounts()).oldestWaitingMs ?? 0) > 50, 'the wait is measured');
    expect(await liveCounts()).toMatchObject({ lane: 'live', waiting: 1, active: 0, paused: false, workers: 0 });
    await rig.answerQuestions(async () => ({ done: 'counted' }));
    await until(async () => (await liveCounts()).waiting === 0, 'nothing waits');
    await until(async () => (await liveCounts()).workers === 1, 'the worker is seen');
    await until(async () => (await rig.admin.boardQueues()[0]!.getDelayedCount()) > 0, 'the lane waits to look after itself');
    expect((await liveCounts()).delayed).toBe(0);
  });

  promises('holds few connections however much goes through', async () => {
    const before = await place!.connections();
    let done = 0;
    await rig.answerQuestions(async () => {
      done += 1;
      return { done: 'one of many' };
    });
    await rig.work('review', {});
    await rig.bell();
    await Promise.all(Array.from({ length: 200 }, () => rig.jobs.add('generate-question', aQuestion())));
    await until(() => done === 200, 'all ran', 20_000);
    // Producers 2 × 2 and again in the lanes, workers 2 × (3 + 1), bell 2 + 1.
    expect((await place!.connections()) - before).toBeLessThanOrEqual(19);
  });

  const liveCounts = async () => (await rig.admin.lanes())[0]!;
});
