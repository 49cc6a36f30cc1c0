// backends.ts: the queue backends this machine can run, for stories that must be true on each of them.
import { hasBinary } from './redis';

/** On CI both are wanted: the missing one is then an error in findRedis. */
export const QUEUE_BACKENDS: ('postgresql' | 'redis')[] =
  process.env.REDIS_URL_TEST || hasBinary() || process.env.CI === 'true' ? ['postgresql', 'redis'] : ['postgresql'];
