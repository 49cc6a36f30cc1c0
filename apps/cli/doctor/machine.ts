// machine.ts: checks of this machine: Node, packages, the home folder, its space, the port.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Env } from '@mockverse/runtime/env';
import { portTrouble } from '@mockverse/runtime/ports';
import { postgresBinaries } from '@mockverse/runtime/postgres-binaries';
import { projectRoot } from '@mockverse/runtime/project';
import { freeBytes, runningIn } from '../supervisor/home';
import { type CheckResult, fail, messageOf, ok, warn } from './finding';

const COMFORTABLE_SPACE_BYTES = 1_000_000_000;
const LEAST_SPACE_BYTES = 200_000_000;

export const checkNode = (): CheckResult => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const says = `Node.js ${process.versions.node}`;
  return major > 20 || (major === 20 && minor >= 19) ? ok('node', says) : fail('node', says, 'Install Node.js 20.19 or newer.');
};

export const checkPackages = async (): Promise<CheckResult> => {
  const file = join(projectRoot(), 'apps', 'cli', 'bootstrap', 'install.mjs');
  if (!existsSync(file)) return ok('packages', 'built into this image');
  const { isInstalled } = (await import(pathToFileURL(file).href)) as { isInstalled(root: string): boolean };
  if (isInstalled(projectRoot())) return ok('packages', 'installed as the lock file says');
  return warn('packages', 'not exactly what the lock file says', 'Run: npm ci');
};

export const checkHome = ({ home }: Env): CheckResult[] => {
  const folder = nearest(home);
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    return [fail('home', `${home} cannot be written (${messageOf(error)})`, 'Set MOCKVERSE_HOME to a folder of your own.')];
  }
  const free = freeBytes(folder);
  const says = `${(free / 1e9).toFixed(1)} GB free in ${home}`;
  const mend = 'Free some space, or set MOCKVERSE_HOME to a folder on another disk.';
  const space =
    free < LEAST_SPACE_BYTES
      ? fail('space', says, mend)
      : free < COMFORTABLE_SPACE_BYTES
        ? warn('space', says, mend)
        : ok('space', says);
  return [ok('home', home), space];
};

export const checkPort = async (env: Env): Promise<CheckResult> => {
  const trouble = await portTrouble(env.port, env.host);
  const running = runningIn(env.home);
  if (running) return ok('port', `MockVerse runs now: ${running.url} (process ${running.pid})`);
  if (trouble === null) return ok('port', `${env.port} is free`);
  const says =
    trouble === 'EADDRINUSE' ? `${env.port} is taken by another program` : `${env.host}:${env.port} cannot be used (${trouble})`;
  return fail('port', says, 'Set PORT to another number.');
};

export const checkPackagedPostgres = (): CheckResult => {
  try {
    const { status, stdout, stderr } = spawnSync(postgresBinaries().postgres, ['--version'], { encoding: 'utf8' });
    if (status === 0) return ok('database', `${stdout.trim()} comes with MockVerse; it starts with npm start`);
    return fail(
      'database',
      `the PostgreSQL that comes with MockVerse does not run: ${stderr.trim().split('\n')[0]}`,
      'Set DATABASE_URL to a PostgreSQL of your own.',
    );
  } catch (error) {
    return fail('database', messageOf(error), 'Set DATABASE_URL to a PostgreSQL of your own.');
  }
};

const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(dirname(folder)));
