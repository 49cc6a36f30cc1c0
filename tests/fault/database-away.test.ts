// database-away.test.ts: while the database is away every call says so in time, and all works again when it is back.
import { stitch } from '@mockverse/interview/transcript';
import { TryLater } from '@mockverse/runtime/errors';
import { migrate } from '@mockverse/store/migrate';
import { openStore, type Store } from '@mockverse/store/store';
import { Client } from 'pg';
import { aChunk, listeningInterview, type Started } from '../builders/stored-interview';
import { type HalfOpenProxy, halfOpenProxy, through } from '../support/half-open-proxy';
import { type PrivatePostgres, privatePostgres } from '../support/private-postgres';
import { until } from '../support/until';

/** What a person's request may take until it is told "try later". */
const LIMIT_MS = 2_500;

let postgres: PrivatePostgres;
let proxy: HalfOpenProxy;
let store: Store;
let interview: Started;

beforeAll(async () => {
  postgres = await privatePostgres();
  await migrate(postgres.url);
  proxy = await halfOpenProxy({ host: '127.0.0.1', port: Number(new URL(postgres.url).port) });
  store = await openStore({ databaseUrl: through(postgres.url, proxy), pool: 4, stitch });
}, 60_000);
beforeEach(async () => {
  interview = await listeningInterview(store);
});
afterAll(async () => {
  await store.close();
  await proxy.close();
  await postgres.remove();
}, 30_000);

const calls: [string, () => Promise<unknown>][] = [
  ['a chunk', () => store.chunks.append(interview.person, interview.id, aChunk(1))],
  ['the last chunk', () => store.chunks.append(interview.person, interview.id, aChunk(2, { endOfTurn: true }))],
  ['a snapshot', () => store.interviews.snapshot(interview.person, interview.id)],
  ['the events', () => store.events.after(interview.id, 0)],
  ['a session', () => store.people.sessionByTokenHash('x')],
  ['a new guest', () => store.people.create()],
  ['the end', () => store.interviews.end(interview.person, interview.id, 'person')],
  ['a limit', () => store.limits.consume('sign-in', 'x', { points: 5, perSeconds: 60 })],
  ['a ping', () => store.operations.ping()],
];

/** Every call at once: more than there are connections. */
async function failures(): Promise<{ name: string; error: unknown; tookMs: number }[]> {
  return Promise.all(
    calls.map(async ([name, call]) => {
      const began = performance.now();
      const error = await call().then(
        () => 'it worked',
        (reason: unknown) => reason,
      );
      return { name, error, tookMs: performance.now() - began };
    }),
  );
}

async function expectTryLaterInTime(): Promise<void> {
  const all = await failures();
  expect(all.filter(({ error }) => !(error instanceof TryLater))).toEqual([]);
  expect(all.filter(({ tookMs }) => tookMs > LIMIT_MS)).toEqual([]);
}

const answers = () =>
  store.operations.ping().then(
    () => true,
    () => false,
  );

/** One for each connection of the pool. */
const pings = () => Promise.all([1, 2, 3, 4].map(answers));

async function expectEverythingWorks(): Promise<void> {
  await until(answers, 'the database answers again');
  await store.chunks.append(interview.person, interview.id, aChunk(1));
  const closed = await store.chunks.append(interview.person, interview.id, aChunk(2, { endOfTurn: true }));
  expect(closed).toMatchObject({ closed: true });
  expect((await store.interviews.snapshot(interview.person, interview.id)).turns[0]?.answer).toBe('word1 word2');
}

it('says so when the server has been stopped, and works by itself after the start', async () => {
  await postgres.stop('fast');
  await expectTryLaterInTime();
  await postgres.start();
  await expectEverythingWorks();
}, 60_000);

it('loses nothing that was acknowledged when the server crashes', async () => {
  await store.chunks.append(interview.person, interview.id, aChunk(1));
  await postgres.restart('immediate');
  await expectEverythingWorks();
}, 60_000);

it('says so when the network swallows every byte, twice in a row, and works by itself after it', async () => {
  proxy.goSilent();
  await expectTryLaterInTime();
  await expectTryLaterInTime();
  await proxy.heal();
  await expectEverythingWorks();
}, 60_000);

it('does not keep connections that fell silent in the middle of a transaction, even when only new ones work', async () => {
  const [blocker, watcher] = [new Client(postgres.url), new Client(postgres.url)];
  await Promise.all([blocker.connect(), watcher.connect()]);
  await blocker.query('begin');
  await blocker.query('select 1 from interview where id = $1 for update', [interview.id]);
  const blocked = Promise.allSettled([1, 2, 3, 4].map(() => store.interviews.resume(interview.person, interview.id)));
  const waiting = async () =>
    (await watcher.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")).rows.length === 4;
  await until(waiting, 'all four connections wait inside a transaction');
  // A router forgot its table: what was open stays dead, what is opened now works.
  proxy.goSilent(() => true);
  expect((await blocked).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
  await blocker.query('rollback');
  await Promise.all([blocker.end(), watcher.end()]);
  expect(await pings()).toEqual([true, true, true, true]);
  await expectEverythingWorks();
}, 60_000);
