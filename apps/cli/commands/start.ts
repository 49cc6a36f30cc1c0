// start.ts: the command behind `npm start`.
import type { Command } from 'commander';

export const register = (program: Command): void => {
  program
    .command('start')
    .description('start the database, the API, the workers and the pages, and stop them with Ctrl-C')
    .action(async () => {
      const { supervise } = await import('../supervisor/supervise.js');
      await supervise();
    });
};
