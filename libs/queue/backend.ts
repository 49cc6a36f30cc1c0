// backend.ts: where the queues live: Redis when there is an address for it, else the database.
import type { ConnectionOptions } from 'bullmq';
import { WatchfulSocket } from './watchful-socket';

/** A caller waits at most this long for the queue: its own promise is 2.5 s. */
export const PATIENCE_MS = 2_000;

export interface BackendOptions {
  redisUrl: string | null;
  databaseUrl: string | null;
  /** Goes before every Redis key, so that two installations can share one Redis. */
  prefix?: string;
}

/** One set of connection options per way of using the backend: a worker waits on purpose, a producer must not. */
export interface Backend {
  readonly kind: 'redis' | 'postgresql';
  readonly url: string;
  readonly prefix: string;
  readonly producer: ConnectionOptions;
  readonly worker: ConnectionOptions;
  readonly bell: ConnectionOptions;
}

export const queueBackend = ({ redisUrl, databaseUrl, prefix = 'mockverse' }: BackendOptions): Backend => {
  if (redisUrl) return redis(redisUrl, prefix);
  if (databaseUrl) return postgresql(databaseUrl, prefix);
  throw new Error('The queue needs REDIS_URL or DATABASE_URL.');
};

const redis = (url: string, prefix: string): Backend => {
  const every = {
    url,
    connectTimeout: PATIENCE_MS,
    keepAlive: 5_000,
    // Back within a second of Redis itself, without a storm while it is down.
    retryStrategy: (times: number) => Math.min(50 * 2 ** times, 1_000),
  };
  return {
    kind: 'redis',
    url,
    prefix,
    // Nothing waits in memory: what Redis did not take is refused, and the sweep finds its row.
    producer: { ...every, enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: PATIENCE_MS },
    // A worker blocks on Redis for up to 10 s; silence beyond that is a dead line.
    worker: { ...every, maxRetriesPerRequest: null, socketTimeout: 13_000 },
    // The bell blocks for up to 5 s.
    bell: { ...every, enableOfflineQueue: false, maxRetriesPerRequest: null, socketTimeout: 8_000 },
  };
};

const postgresql = (url: string, prefix: string): Backend => {
  const every = {
    connectionString: url,
    schema: 'bullmq',
    connectionTimeoutMillis: PATIENCE_MS,
    keepAlive: true,
    // Longer than any query may take: only a dead line is silent for so long.
    stream: () => new WatchfulSocket(3 * PATIENCE_MS),
  };
  return {
    kind: 'postgresql',
    url,
    prefix,
    producer: { ...every, max: 2, query_timeout: PATIENCE_MS },
    worker: { ...every, max: 3, query_timeout: 4_000 },
    bell: { ...every, max: 2, query_timeout: PATIENCE_MS },
  };
};

/** BullMQ understands both; only PostgreSQL's carries a schema. */
export const isPostgresql = (connection: ConnectionOptions): boolean => 'schema' in connection;
