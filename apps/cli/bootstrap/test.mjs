// test.mjs: `npm test`: prepares the checkout, runs jest, and ends with one line that counts; it never hangs.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explain, prepare } from './prepare.mjs';

const root = join(fileURLToPath(import.meta.url), '..', '..', '..', '..');
// The slowest file takes about two minutes on two cores; ten without any file beginning or ending is a hang.
const STANDSTILL_MS = 10 * 60_000;

try {
  await prepare();
} catch (error) {
  console.error(explain(error));
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'mockverse-test-'));
const file = join(folder, 'counts.json');
const reporter = join(root, 'apps/cli/bootstrap/test-counter.mjs');
const { default: settings } = await import('../../../tests/jest.config.js');
const config = JSON.stringify({ ...settings, rootDir: root, reporters: ['default', [reporter, { file }]] });
const args = ['--config', config, '--forceExit', ...process.argv.slice(2)];

const jest = spawn(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...args], {
  cwd: root,
  stdio: 'inherit',
  // Its own group: a test that hangs may have started processes of its own, and they go with it.
  detached: process.platform !== 'win32',
});
const stopAll = (signal) => {
  try {
    process.kill(-jest.pid, signal);
  } catch {
    jest.kill(signal);
  }
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopAll(signal));

let standstill = false;
const watch = setInterval(() => {
  if (Date.now() - lastSign() < STANDSTILL_MS) return;
  standstill = true;
  console.error(`No test has begun or ended for ${STANDSTILL_MS / 60_000} minutes: the run is stopped.`);
  stopAll('SIGKILL');
}, 5_000);

jest.on('close', (code) => {
  clearInterval(watch);
  const counts = read();
  for (const path of counts.running) console.error(`did not end: ${path.slice(root.length + 1)}`);
  const failed = counts.failed + counts.running.length;
  const clean = code === 0 && !standstill && counts.complete;
  // jest may fail for a reason that no test carries, such as its set-up.
  const shown = clean || failed > 0 ? failed : 1;
  rmSync(folder, { recursive: true, force: true });
  console.log(`${counts.passed} passed, ${shown} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
  process.exit(clean && shown === 0 ? 0 : 1);
});

const started = Date.now();
function lastSign() {
  return Math.max(started, statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}

function read() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // jest did not even start.
    return { passed: 0, failed: 0, skipped: 0, running: [], complete: false };
  }
}
