// project.ts: finds the project's folder, from the source tree as well as from dist, whatever the working directory is.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

let found: string | undefined;

/** The folder that holds package.json, prisma/ and node_modules/. */
export const projectRoot = (): string => {
  found ??= search(__dirname);
  return found;
};

const search = (from: string): string => {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('package.json was not found in any folder above this file');
  return search(parent);
};
