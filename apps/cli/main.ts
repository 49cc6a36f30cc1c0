// main.ts: the command line. A new command is a file in commands/ and a line here.
import { Command, CommanderError } from 'commander';
import { register as admin } from './commands/admin';
import { register as bank } from './commands/bank';
import { register as doctor } from './commands/doctor';
import { register as emulator } from './commands/emulator';
import { register as lab } from './commands/lab';
import { register as migrate } from './commands/migrate';
import { register as start } from './commands/start';
import { explain } from './supervisor/fault';

/** Each imports what it works with inside its action, so that --help stays quick. */
const COMMANDS = [start, doctor, migrate, admin, bank, lab, emulator];

/** 0: done · 1: it failed, one line says why · 2: the command line was wrong. */
const run = async (argv: string[]): Promise<void> => {
  const program = new Command('mockverse')
    .description('MockVerse: practise technical interviews by talking.')
    .showHelpAfterError('(--help shows what there is)');
  program.exitOverride();
  for (const register of COMMANDS) register(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
    process.stderr.write(`${explain(error, 'the project folder')}\n`);
    process.exit(1);
  }
};

void run(process.argv);
