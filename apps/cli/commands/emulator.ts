// emulator.ts: starts the stand-in for Gemini, for trying the model's path without a key.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@mockverse/runtime/project';
import type { Command } from 'commander';

const built = join(projectRoot(), 'dist', 'tests', 'support', 'gemini-emulator', 'main.js');

export const register = (program: Command): void => {
  if (!existsSync(built)) return;
  program
    .command('emulator')
    .description('start a stand-in for Gemini; point GEMINI_BASE_URL at it')
    // Its options, --help too, are the emulator's own.
    .helpOption(false)
    .allowUnknownOption()
    .argument('[options...]', 'options of the emulator')
    .action((options: string[]) => {
      process.argv = [process.execPath, built, ...options];
      require(built);
    });
};
