// prepare.mjs: makes a fresh clone ready to run: packages, database client, server code, pages. Needs nothing installed.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MINIMUM = [20, 19];
const root = join(fileURLToPath(import.meta.url), '..', '..', '..', '..');

const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  console.error(
    `MockVerse needs Node.js ${MINIMUM.join('.')} or newer; this is ${process.versions.node}. Install a newer one from https://nodejs.org`,
  );
  process.exit(1);
};

/** Prepares what is named: 'client', 'server', 'web'. Does nothing, quickly, when nothing is stale. */
export const prepare = async (targets = ['server', 'web']) => {
  checkNode();
  // Imported after the check: an old Node would stumble over their syntax with a message that helps nobody.
  const { alone } = await import('./turnstile.mjs');
  const { isInstalled, install } = await import('./install.mjs');
  const { stale, build } = await import('./build.mjs');
  const due = () => stale(root, ['client', ...targets]);
  if (isInstalled(root) && due().length === 0) return;
  const waiting = () => process.stderr.write('Another start is preparing this checkout; waiting for it …\n');
  await alone(
    join(root, '.mockverse', 'prepare.lock'),
    async () => {
      if (!isInstalled(root)) await install(root);
      if (due().includes('client')) await build(root, 'client');
      const results = await Promise.allSettled(due().map((name) => build(root, name)));
      const [first, ...more] = results.filter((result) => result.status === 'rejected').map((result) => result.reason);
      for (const reason of more) console.error(explain(reason));
      if (first) throw first;
    },
    waiting,
  );
};

/** One line for what a person can mend; a tool's own words when a tool failed. */
export const explain = (error) => {
  if (error.output) process.stderr.write(`${error.output.trimEnd()}\n`);
  if (error.code === 'ENOSPC' || /ENOSPC/.test(error.output ?? ''))
    return `The disk is full: no space left below ${root}. Free some and start again.`;
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') {
    return `MockVerse may not write ${error.path ?? root}. Start it once as the owner of the checkout, or copy the checkout to a folder of your own.`;
  }
  return error.message;
};

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  prepare(process.argv.length > 2 ? process.argv.slice(2) : undefined).catch((error) => {
    console.error(explain(error));
    process.exit(1);
  });
}
