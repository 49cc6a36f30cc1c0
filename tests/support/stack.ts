// stack.ts: a whole MockVerse in this process, on a fresh database: the API on a free port and both lanes at work.
import { randomUUID } from 'node:crypto';
import { stitch } from '@mockverse/interview/transcript';
import { type Env, readEnv } from '@mockverse/runtime/env';
import { openStore, type Store } from '@mockverse/store/store';
import { createApi } from '../../apps/api/app';
import { hashPassword } from '../../apps/api/people/passwords';
import { Client } from './client';
import { testDatabase } from './database';
import { freePort } from './redis';
import { type SilentLog, silentLog } from './silent-log';
import { startWorkers } from './workers';

export interface StackOptions {
  /** An address of Redis: the queue is there. Without one it is on the database. */
  redisUrl?: string | null;
  /** Settings as in the environment. */
  env?: Record<string, string>;
  /** False: nothing works on the queue. */
  workers?: boolean;
  /** A database of the test's own, migrated already; it is not dropped. */
  databaseUrl?: string;
}

export interface Stack {
  url: string;
  databaseUrl: string;
  env: Env;
  store: Store;
  log: SilentLog;
  /** Somebody without a session. */
  anybody(): Client;
  guest(): Promise<Client>;
  admin(): Promise<Client>;
  close(): Promise<void>;
}

export async function startStack({
  redisUrl = null,
  env: settings = {},
  workers = true,
  databaseUrl: own,
}: StackOptions = {}): Promise<Stack> {
  const database = own ? { url: own, drop: async () => undefined } : await testDatabase();
  const port = await freePort();
  const read = readEnv({
    PORT: String(port),
    DATABASE_URL: database.url,
    SESSION_SECRET: 'only-for-tests-0123456789-0123456789-01',
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
    INTERVIEWER: 'builtin',
    ...settings,
  });
  // Many stacks may share one Redis.
  const env = { ...read, prefix: `test-${randomUUID()}` };
  const log = silentLog();
  const store = await openStore({ databaseUrl: database.url, pool: env.databasePool, log, stitch });
  const opened: (() => Promise<unknown>)[] = [() => database.drop(), () => store.close()];
  // The other way round than it was opened, also when only half of it was: whatever stays open keeps the run alive.
  const close = async (): Promise<void> => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    const app = await createApi({ env, log, store });
    opened.push(() => app.close());
    await app.listen(port, '127.0.0.1');
    if (workers) {
      const lanes = await startWorkers(env, store, log);
      opened.push(() => lanes.close());
    }
  } catch (error) {
    await close();
    throw error;
  }
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    databaseUrl: database.url,
    env,
    store,
    log,
    anybody: () => new Client(url),
    guest: () => guestOf(url),
    admin: () => adminOf(url, store),
    close,
  };
}

async function guestOf(url: string): Promise<Client> {
  const client = new Client(url);
  const { status, text } = await client.insist(() => client.post('/guests'));
  if (status !== 201) throw new Error(`no guest: ${status} ${text}`);
  return client;
}

async function adminOf(url: string, store: Store): Promise<Client> {
  const login = { email: `admin-${randomUUID()}@example.com`, password: 'correct horse battery' };
  await store.people.makeAdmin(login.email, await hashPassword(login.password));
  const client = new Client(url);
  await client.insist(() => client.post('/sessions', login));
  return client;
}
