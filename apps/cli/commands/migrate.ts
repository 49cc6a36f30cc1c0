// migrate.ts: the command that brings the database to the newest schema.
import type { Command } from 'commander';

export const register = (program: Command): void => {
  program
    .command('migrate')
    .description('bring the database to the newest schema; safe to run again, and by several at once')
    .action(async () => {
      const { migrateNow } = await import('../migrate-now.js');
      await migrateNow();
    });
};
