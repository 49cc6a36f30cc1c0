// global-setup.ts: starts one PostgreSQL for the whole run when the machine offers none; it stops with the run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Relative: jest's path aliases do not reach this file.
import { startEmbeddedPostgres } from '../../libs/runtime/embedded-postgres';
import { createLog } from '../../libs/runtime/log';
import { findServer } from './server';

declare global {
  var stopTestPostgres: (() => Promise<void>) | undefined;
}

export default async function globalSetup(): Promise<void> {
  const found = await findServer();
  if (found) {
    process.env.TEST_DATABASE_URL = found;
    return;
  }
  const home = mkdtempSync(join(tmpdir(), 'mockverse-tests-'));
  // Test data need not survive a power cut.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
  const postgres = await startEmbeddedPostgres({ home, log: createLog('tests', 'warn'), settings });
  process.env.TEST_DATABASE_URL = postgres.url;
  globalThis.stopTestPostgres = async () => {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
