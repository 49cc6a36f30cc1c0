// admin.ts: the command that makes somebody an admin.
import type { Command } from 'commander';

export const register = (program: Command): void => {
  const admin = program.command('admin').description('people who watch the queues');
  admin
    .command('create')
    .description('make an admin, or make an existing person one and set the password')
    .requiredOption('--email <email>', 'the address to sign in with')
    .requiredOption('--password <password>', 'at least 10 characters')
    .action(async (options: { email: string; password: string }) => {
      const { createAdmin } = await import('../create-admin.js');
      await createAdmin(options);
    });
};
