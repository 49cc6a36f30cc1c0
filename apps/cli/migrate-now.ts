// migrate-now.ts: applies the migrations that a database lacks and says which.
import { createLog } from '@mockverse/runtime/log';
import { migrate } from '@mockverse/store/migrate';
import { addressOf } from './supervisor/database';
import { withDatabase } from './with-database';

export const migrateNow = (): Promise<void> =>
  withDatabase(async (url) => {
    const applied = await migrate(url, { log: createLog('migrate', 'warn') });
    const says = applied.length === 0 ? 'already at the newest schema' : `applied ${applied.join(', ')}`;
    process.stdout.write(`${addressOf(url)}: ${says}\n`);
  });
