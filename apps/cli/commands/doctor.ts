// doctor.ts: the command that says what is wrong with this installation.
import type { Command } from 'commander';

export const register = (program: Command): void => {
  program
    .command('doctor')
    .description('check this machine, the settings and everything that MockVerse talks to')
    .option('--json', 'answer as JSON', false)
    .action(async (options: { json: boolean }) => {
      const { doctor } = await import('../doctor/doctor.js');
      process.exit((await doctor(options)) ? 0 : 1);
    });
};
