// main.ts: the command line. Every file in commands/ adds its own command.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { explain } from './supervisor/fault';

/** What a file in commands/ exports. It imports what it works with inside its action, so that --help stays quick. */
export interface CommandFile {
  register(program: Command): void;
}

/** 0: done · 1: it failed, one line says why · 2: the command line was wrong. */
const run = async (argv: string[]): Promise<void> => {
  const program = new Command('mockverse').description('MockVerse: practise technical interviews by talking.').showHelpAfterError('(--help shows what there is)');
  program.exitOverride();
  const folder = join(__dirname, 'commands');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js')).sort()) {
    (require(join(folder, file)) as CommandFile).register(program);
  }
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
    process.stderr.write(`${explain(error, 'the project folder')}\n`);
    process.exit(1);
  }
};

void run(process.argv);
