// bank.ts: the command that lints the question records and checks that their sample answers come out in the right order.
import type { Command } from 'commander';

export const register = (program: Command): void => {
  program
    .command('bank')
    .description('check every question record and its sample answers')
    .option('--json', 'answer as JSON', false)
    .action(async (options: { json: boolean }) => {
      const { examineBank } = await import('../examine-bank.js');
      process.exitCode = examineBank(options.json) ? 0 : 1;
    });
};
