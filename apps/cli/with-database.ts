// with-database.ts: lends a command the database: DATABASE_URL, the one that runs now, or the embedded one for a moment.
import { startEmbeddedPostgres } from '@mockverse/runtime/embedded-postgres';
import { type Env, readEnv } from '@mockverse/runtime/env';
import { createLog } from '@mockverse/runtime/log';
import { postgresFolder, readAccess } from '@mockverse/runtime/postgres-folder';
import { claimHome, runningIn } from './supervisor/home';

/** The embedded database is started only when no MockVerse runs with this home, and stopped again afterwards. */
export const withDatabase = async <T>(work: (url: string, env: Env) => Promise<T>): Promise<T> => {
  const env = readEnv();
  if (env.databaseUrl !== null) return work(env.databaseUrl, env);
  const access = readAccess(postgresFolder(env.home));
  if (runningIn(env.home) && access)
    return work(`postgresql://postgres:${access.password}@127.0.0.1:${access.port}/mockverse`, env);
  const home = await claimHome(env.home, 'a command of the command line');
  const postgres = await startEmbeddedPostgres({ home: env.home, log: createLog('database', 'warn') });
  try {
    return await work(postgres.url, env);
  } finally {
    await postgres.stop();
    home.release();
  }
};
