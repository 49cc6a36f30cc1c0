// backends.ts: the two places a queue can live, each made empty and private for one test file.
import { randomUUID } from 'node:crypto';
import { type Backend, type BackendOptions, queueBackend } from '@mockverse/queue/backend';
import { backendReady } from '@mockverse/queue/ready';
import Redis from 'ioredis';
import { Client } from 'pg';
import { emptyDatabase } from '../support/database';
import { type FoundRedis, findRedis } from '../support/redis';
import { silentLog } from '../support/silent-log';

export interface Place {
  kind: Backend['kind'];
  options: BackendOptions;
  backend: Backend;
  /** How many connections the server counts for this place. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

const postgresql = async (): Promise<Place> => {
  const database = await emptyDatabase();
  const options = { redisUrl: null, databaseUrl: database.url };
  const backend = queueBackend(options);
  await backendReady(backend, { log: silentLog() });
  const connections = async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ n: string }>(
      'select count(*) as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await client.end();
    return Number(rows[0]?.n);
  };
  return { kind: 'postgresql', options, backend, connections, close: () => database.drop() };
};

const redis = async (found: FoundRedis): Promise<Place> => {
  const prefix = `test-${randomUUID()}`;
  const options = { redisUrl: found.url, databaseUrl: null, prefix };
  const backend = queueBackend(options);
  await backendReady(backend, { log: silentLog() });
  const client = new Redis(found.url);
  // Others may use the same Redis, so what counts is what this process holds open.
  const connections = async () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
  const close = async () => {
    const keys = await client.keys(`${prefix}:*`);
    if (keys.length > 0) await client.del(...keys);
    client.disconnect();
    await found.close();
  };
  return { kind: 'redis', options, backend, connections, close };
};

/** Null when this machine has no such server; then the cases on it are skipped, with a notice. */
export const openPlace = async (kind: Backend['kind']): Promise<Place | null> => {
  if (kind === 'postgresql') return postgresql();
  const found = await findRedis();
  return found && redis(found);
};
