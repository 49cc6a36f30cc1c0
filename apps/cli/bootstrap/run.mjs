// run.mjs: prepares the checkout, then runs the command line in this process; only the command writes to stdout.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { explain, prepare } from './prepare.mjs';

const main = join(fileURLToPath(import.meta.url), '..', '..', '..', '..', 'dist', 'apps', 'cli', 'main.js');

try {
  await prepare(process.argv[2] === 'start' ? ['server', 'web'] : ['server']);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
process.argv[1] = main;
await import(pathToFileURL(main).href);
