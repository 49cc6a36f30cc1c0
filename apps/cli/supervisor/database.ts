// database.ts: the database of a running MockVerse: its own or the one in DATABASE_URL, migrated, kept alive.
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@mockverse/runtime/embedded-postgres';
import type { Env } from '@mockverse/runtime/env';
import type { Log } from '@mockverse/runtime/log';
import { until } from '@mockverse/runtime/processes';
import { migrate } from '@mockverse/store/migrate';
import { StartFault } from './fault';

export interface Database {
  url: string;
  stop(): Promise<void>;
}

const REACH_LIMIT_MS = 30_000;
const DEATHS = 4;

/** `giveUp` is called when a database of our own keeps dying. */
export const openDatabase = async (env: Env, log: Log, giveUp: (reason: string) => void): Promise<Database> => {
  const database =
    env.databaseUrl === null ? await keepAlive(env.home, log, giveUp) : { url: env.databaseUrl, stop: async () => undefined };
  await migratePatiently(database.url, log);
  return database;
};

const keepAlive = async (home: string, log: Log, giveUp: (reason: string) => void): Promise<Database> => {
  let running: EmbeddedPostgres = await startEmbeddedPostgres({ home, log });
  const { url } = running;
  let stopping = false;
  let deaths = 0;
  const watch = (): void => {
    void running.exited
      .then(async () => {
        if (stopping) return;
        deaths += 1;
        if (deaths >= DEATHS) return giveUp(`the database stopped ${DEATHS} times; its log is in ${home}/postgres.log`);
        log.warn('the database stopped; starting it again');
        running = await startEmbeddedPostgres({ home, log });
        if (running.url !== url) return giveUp('the port of the database was taken while it was down');
        watch();
      })
      .catch((error: Error) => giveUp(error.message));
  };
  watch();
  const stop = () => {
    stopping = true;
    return running.stop();
  };
  return { url, stop };
};

/** A database of somebody else's, such as a container beside ours, may come up later than we do. */
const migratePatiently = async (url: string, log: Log): Promise<void> => {
  let reason: unknown;
  let said = false;
  const done = await until(
    async () => {
      try {
        const applied = await migrate(url, { log });
        if (applied.length > 0) log.info('the database was brought up to date', { migrations: applied.length });
        return true;
      } catch (error) {
        if (!isAway(error)) throw error;
        reason = error;
        if (!said) log.warn('waiting for the database', { at: addressOf(url) });
        said = true;
        return false;
      }
    },
    REACH_LIMIT_MS,
    500,
  );
  if (!done)
    throw new StartFault(
      `The database at ${addressOf(url)} does not answer: ${(reason as Error).message}. Check DATABASE_URL, or unset it to use the one that comes with MockVerse.`,
    );
};

/** Host, port and name, without the password. */
export const addressOf = (url: string): string => {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
};

// 57P03: PostgreSQL is starting up; the rest are the system's words for "nobody there yet".
const AWAY = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'ECONNRESET', '57P03'];
const isAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as NodeJS.ErrnoException;
  const several = error instanceof AggregateError && error.errors.some(isAway);
  return several || (code !== undefined && AWAY.includes(code)) || error.name === 'TryLater' || isAway(cause);
};
