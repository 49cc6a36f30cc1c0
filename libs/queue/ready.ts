// ready.ts: waits until the backend answers, brings its schema up to date and refuses one that would lose jobs.
import { GiveUp } from '@mockverse/runtime/errors';
import type { Log } from '@mockverse/runtime/log';
import Redis from 'ioredis';
import { type Backend, PATIENCE_MS } from './backend';
import { LaneQueue } from './lane-queue';
import { pause, within } from './within';

export interface ReadyOptions {
  log: Log;
  /** A Redis that may evict keys is refused, not only warned about. */
  production?: boolean;
  limitMs?: number;
}

/** Call once at start. A backend that is starting too is waited for. */
export const backendReady = async (
  backend: Backend,
  { log, production = false, limitMs = 30_000 }: ReadyOptions,
): Promise<void> => {
  const until = Date.now() + limitMs;
  for (;;) {
    try {
      return await (backend.kind === 'redis' ? checkRedis(backend.url, production, log) : migrate(backend, log));
    } catch (error) {
      if (error instanceof GiveUp || Date.now() > until) throw error;
      log.warn('the queue does not answer yet', { backend: backend.kind, error });
      await pause(500);
    }
  }
};

/** BullMQ's own migrations; safe when several processes start at once. */
const migrate = async (backend: Backend, log: Log): Promise<void> => {
  // A migration may wait for another process's: it gets longer than a query of the running system.
  const connection = { ...backend.producer, migrate: true, max: 1, query_timeout: 30_000, stream: undefined };
  const queue = new LaneQueue('live', { connection, skipMetasUpdate: true });
  queue.on('error', (error) => log.debug('the queue reported an error', { error }));
  try {
    await queue.waitUntilReady();
  } finally {
    await queue.close().catch((error: unknown) => log.debug('closing failed', { error }));
  }
};

const checkRedis = async (url: string, production: boolean, log: Log): Promise<void> => {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    retryStrategy: () => null,
  });
  redis.on('error', (error) => log.debug('the queue reported an error', { error }));
  try {
    const memory = await within(
      2 * PATIENCE_MS,
      redis.connect().then(() => redis.info('memory')),
      'Redis does not answer',
    );
    const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1] ?? 'noeviction';
    if (policy === 'noeviction') return;
    const sentence = `Redis may throw jobs away: its maxmemory-policy is ${policy}. Set it to noeviction.`;
    if (production) throw new GiveUp(sentence);
    log.warn(sentence);
  } finally {
    redis.disconnect();
  }
};
