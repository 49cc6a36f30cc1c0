// private-postgres.ts: a PostgreSQL of one test's own, to be stopped, crashed and started again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@mockverse/runtime/embedded-postgres';
import { createLog } from '@mockverse/runtime/log';

export interface PrivatePostgres {
  /** Stays the same over every restart. */
  url: string;
  start(): Promise<void>;
  /** fast: connections are cut and everything is written down · immediate: as if the power had failed. */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
  restart(how?: 'fast' | 'immediate'): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

export async function privatePostgres(): Promise<PrivatePostgres> {
  const home = mkdtempSync(join(tmpdir(), 'mockverse-postgres-'));
  const options = { home, log: createLog('private postgres', 'error') };
  const first = await startEmbeddedPostgres(options);
  let running: EmbeddedPostgres | null = first;
  const start = async (): Promise<void> => {
    running ??= await startEmbeddedPostgres(options);
    if (running.url !== first.url) throw new Error('the port was taken while the server was down');
  };
  const stop = async (how: 'fast' | 'immediate' = 'fast'): Promise<void> => {
    const stopping = running;
    running = null;
    if (how === 'immediate' && stopping) process.kill(stopping.pid, 'SIGQUIT');
    if (how === 'fast') await stopping?.stop();
    await stopping?.exited;
  };
  return {
    url: first.url,
    start,
    stop,
    restart: async (how) => {
      await stop(how);
      await start();
    },
    remove: async () => {
      await stop('immediate');
      rmSync(home, { recursive: true, force: true });
    },
  };
}
