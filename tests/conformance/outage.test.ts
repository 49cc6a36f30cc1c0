// outage.test.ts: when the backend is away, callers learn it in time, and everything goes on when it is back.
import { queueBackend } from '@mockverse/queue/backend';
import { Bell } from '@mockverse/queue/bell';
import { Jobs } from '@mockverse/queue/jobs';
import { closeQueues, openQueues } from '@mockverse/queue/lane-queue';
import { backendReady } from '@mockverse/queue/ready';
import { TryLater } from '@mockverse/runtime/errors';
import Redis from 'ioredis';
import { type HalfOpenProxy, halfOpenProxy, through } from '../support/half-open-proxy';
import { hasBinary, privateRedis } from '../support/redis';
import { silentLog } from '../support/silent-log';
import { until } from '../support/until';
import { openPlace, type Place } from './backends';
import { aQuestion, openRig, type Rig } from './rig';

/** The promise is 2.5 s; the rest is for a machine that is busy with other things. */
const PROMISE_MS = 2_500 + 300;

const failure = async (work: Promise<unknown>): Promise<{ error: unknown; tookMs: number }> => {
  const startedAt = Date.now();
  const error = await work.then(
    () => 'it did not fail',
    (reason: unknown) => reason,
  );
  return { error, tookMs: Date.now() - startedAt };
};

describe.each(['postgresql', 'redis'] as const)('an outage of %s', (kind) => {
  let place: Place | null;
  let proxy: HalfOpenProxy | undefined;
  let rig: Rig | undefined;

  beforeAll(async () => {
    place = await openPlace(kind);
  });
  afterEach(async () => {
    await proxy?.heal();
    await rig?.close();
    await proxy?.close();
    proxy = rig = undefined;
  });
  afterAll(() => place?.close());

  /** The same place, reached through a proxy that can fall silent. */
  const proxied = async ({ options }: Place) => {
    const url = new URL(options.redisUrl ?? options.databaseUrl ?? '');
    proxy = await halfOpenProxy({ host: url.hostname, port: Number(url.port) });
    const address = through(url.href, proxy);
    return queueBackend(options.redisUrl ? { ...options, redisUrl: address } : { ...options, databaseUrl: address });
  };

  it('a backend that fell silent: a job is refused in time, and taken again afterwards', async () => {
    if (!place) return;
    rig = await openRig(await proxied(place));
    const { jobs } = rig;
    await jobs.add('generate-question', aQuestion());
    proxy?.goSilent();
    for (const _ of [1, 2]) {
      const { error, tookMs } = await failure(jobs.add('generate-question', aQuestion()));
      expect(error).toBeInstanceOf(TryLater);
      expect(tookMs).toBeLessThan(PROMISE_MS);
    }
    await proxy?.heal();
    await until(
      () =>
        jobs.add('generate-question', aQuestion()).then(
          () => true,
          () => false,
        ),
      'jobs are taken again',
    );
  });

  it('a backend that is gone: a job is refused in time, and taken again afterwards', async () => {
    if (!place) return;
    rig = await openRig(await proxied(place));
    const { jobs } = rig;
    await jobs.add('generate-question', aQuestion());
    await proxy?.close();
    const { error, tookMs } = await failure(jobs.add('generate-question', aQuestion()));
    expect(error).toBeInstanceOf(TryLater);
    expect(tookMs).toBeLessThan(PROMISE_MS);
  });

  it('a backend that never was: nothing starts on it, and nobody waits for ever', async () => {
    if (!place) return;
    const nowhere =
      kind === 'redis'
        ? { redisUrl: 'redis://127.0.0.1:1', databaseUrl: null }
        : { redisUrl: null, databaseUrl: 'postgresql://x@127.0.0.1:1/x' };
    const { error, tookMs } = await failure(openQueues(queueBackend(nowhere), silentLog()));
    expect(error).toHaveProperty('message');
    expect(tookMs).toBeLessThan(PROMISE_MS);
  });

  it('a worker whose every line fell silent works again when the network is back', async () => {
    if (!place) return;
    const backend = await proxied(place);
    rig = await openRig(place.backend);
    const done = new Set<string>();
    await rig.answerQuestions(async ({ interviewId }) => {
      done.add(interviewId);
      return { done: 'heard' };
    }, backend);
    const [first, second] = [aQuestion(), aQuestion()];
    await rig.jobs.add('generate-question', first);
    await until(() => done.has(first.interviewId), 'the worker works');
    proxy?.goSilent();
    const openBefore = proxy?.open() ?? 0;
    await rig.jobs.add('generate-question', second);
    // Nobody cuts the silent lines from outside: the worker itself must drop them.
    await until(() => (proxy?.dropped() ?? 0) >= openBefore, 'the worker gave the dead lines up', 25_000);
    await proxy?.heal();
    await until(() => done.has(second.interviewId), 'the worker works again', 15_000);
  }, 60_000);

  it('a ring is given up within a second and breaks nothing', async () => {
    if (!place) return;
    const bell = new Bell(await proxied(place), silentLog());
    await bell.ready();
    proxy?.goSilent();
    const startedAt = Date.now();
    await bell.ring('anyone');
    expect(Date.now() - startedAt).toBeLessThan(1_300);
    await proxy?.heal();
    await bell.close();
  });

  it('a waiting worker whose line fell silent still takes a job within seconds', async () => {
    if (!place) return;
    const backend = await proxied(place);
    rig = await openRig(place.backend);
    const startedAt = new Map<string, number>();
    await rig.answerQuestions(async ({ interviewId }) => {
      startedAt.set(interviewId, Date.now());
      return { done: 'heard all the same' };
    }, backend);
    const [first, second] = [aQuestion(), aQuestion()];
    await rig.jobs.add('generate-question', first);
    await until(() => startedAt.has(first.interviewId), 'the worker listens');
    await until(async () => (await rig!.admin.boardQueues()[0]!.getDelayedCount()) > 0, 'a delayed job would let it sleep');
    // Only the line on which it is told of news; the other ones go on working.
    proxy?.goSilent((said) => (kind === 'redis' ? /\r\nbzpopmin\r\n/i.test(said) : /LISTEN bullmq_jobs/.test(said)));
    const addedAt = Date.now();
    await rig.jobs.add('generate-question', second);
    await until(() => startedAt.has(second.interviewId), 'the job was taken', 20_000);
    const tookMs = (startedAt.get(second.interviewId) ?? 0) - addedAt;
    // On PostgreSQL the lane's upkeep ends the wait; on Redis the silent socket is noticed.
    expect(tookMs).toBeLessThan(kind === 'redis' ? 15_000 : 5_000);
  });
});

const onRedis = hasBinary() ? it : it.skip;

describe('a Redis that comes back empty', () => {
  onRedis(
    'the bell says so, rings again, and the lanes have their upkeep again',
    async () => {
      const redis = await privateRedis();
      const backend = queueBackend({ redisUrl: redis.url, databaseUrl: null });
      const rig = await openRig(backend);
      let sweeps = 0;
      await rig.work('live', {
        'sweep-live': async () => {
          sweeps += 1;
          return { done: 'swept' };
        },
      });
      const [listening, ringing] = [await rig.bell(), await rig.bell()];
      const heard: string[] = [];
      let recovered = 0;
      listening.onRing((id) => heard.push(id));
      listening.onRecovered(() => (recovered += 1));
      await until(() => sweeps > 0, 'upkeep runs');
      await redis.kill();
      await redis.start();
      await until(() => recovered > 0, 'the bell says that rings may have been missed', 15_000);
      await until(async () => {
        await ringing.ring('someone');
        return heard.length > 0;
      }, 'rings are heard again');
      const before = sweeps;
      await until(() => sweeps > before + 1, 'upkeep runs again', 25_000);
      await rig.close();
      await redis.close();
    },
    60_000,
  );
});

describe('a Redis that may throw jobs away', () => {
  onRedis('is refused in production, and named', async () => {
    const redis = await privateRedis();
    const client = new Redis(redis.url);
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    client.disconnect();
    const backend = queueBackend({ redisUrl: redis.url, databaseUrl: null });
    const log = silentLog();
    await expect(backendReady(backend, { log, production: true })).rejects.toThrow('Set it to noeviction');
    await backendReady(backend, { log });
    expect(log.lines.map(({ message }) => message)).toContainEqual(expect.stringContaining('allkeys-lru'));
    await redis.close();
  });
});

describe('opening and closing', () => {
  it('closes twice without complaint', async () => {
    const place = await openPlace('postgresql');
    const queues = await openQueues(place!.backend, silentLog());
    const jobs = new Jobs(queues);
    await jobs.close();
    await closeQueues(queues);
    await place!.close();
  });
});
