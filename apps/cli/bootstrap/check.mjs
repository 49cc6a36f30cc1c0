// check.mjs: `npm run check`: types, lint, format and the rules of the house; every fault is shown, not only the first.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explain, prepare } from './prepare.mjs';

const root = join(fileURLToPath(import.meta.url), '..', '..', '..', '..');
const CHECKS = [
  ['types of the server', 'typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['types of the pages', 'typescript/bin/tsc', ['--noEmit', '-p', 'apps/web/tsconfig.json']],
  ['lint and format', '@biomejs/biome/bin/biome', ['check']],
  ['rules', 'jest/bin/jest.js', ['--config', 'tests/jest.config.js', 'tests/rules']],
];

try {
  await prepare([]);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

const failed = CHECKS.filter(([title, script, args]) => {
  console.log(`── ${title}`);
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, stdio: 'inherit' });
  return status !== 0;
});
console.log(failed.length === 0 ? 'All checks passed' : `Failed: ${failed.map(([title]) => title).join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
