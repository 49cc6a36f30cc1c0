// fingerprint.mjs: one hash over the contents of files and folders, to know whether what was made from them is stale.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const SKIPPED = new Set(['node_modules', '.next', 'dist', 'generated', '.mockverse', 'test-results', 'next-env.d.ts']);

/** `skip` decides by the path inside the project, with forward slashes. */
export const fingerprint = (root, inputs, skip = () => false) => {
  const hash = createHash('sha256');
  const add = (path) => {
    const name = relative(root, path).replaceAll('\\', '/');
    if (!existsSync(path) || skip(name)) return;
    if (statSync(path).isDirectory()) {
      for (const entry of readdirSync(path).sort()) if (!SKIPPED.has(entry)) add(join(path, entry));
      return;
    }
    hash.update(`${name}\0`).update(createHash('sha256').update(readFileSync(path)).digest());
  };
  for (const input of inputs) add(join(root, input));
  return hash.digest('hex');
};

export const readStamp = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');

export const writeStamp = (file, value) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${value}\n`);
};
