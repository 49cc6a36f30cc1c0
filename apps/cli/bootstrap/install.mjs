// install.mjs: installs the packages of the lock file when they are missing or stale.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStamp, writeStamp } from './fingerprint.mjs';
import { StepFailed, step } from './steps.mjs';

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

export const installStamp = (root) => join(root, 'node_modules', '.mockverse-stamp');

/** Changes with the lock file, with the wanted packages, and with the platform they were built for. */
export const wantedPackages = (root) => {
  const { dependencies, devDependencies, optionalDependencies, overrides } = json(join(root, 'package.json'));
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides, process.platform, process.arch]))
    .digest('hex');
};

export const isInstalled = (root) =>
  existsSync(join(root, 'node_modules', '.package-lock.json')) && readStamp(installStamp(root)) === wantedPackages(root);

export const install = async (root) => {
  const wanted = wantedPackages(root);
  if (!matchesLock(root)) await runNpm(root);
  writeStamp(installStamp(root), wanted);
};

/** True when somebody already installed exactly what the lock file says, by whatever command. */
const matchesLock = (root) => {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const have = json(installed).packages;
  const wanted = Object.entries(json(join(root, 'package-lock.json')).packages);
  return wanted.every(([path, entry]) => {
    if (path === '') return true;
    if (have[path]) return have[path].version === entry.version && existsSync(join(root, path));
    return entry.optional === true;
  });
};

const runNpm = async (root) => {
  // Development packages build the project, so they are wanted under NODE_ENV=production as well.
  const quiet = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const title = 'Installing packages (about half a minute, once)';
  try {
    await npm(title, ['ci', ...quiet], root);
  } catch (error) {
    // The lock file of another platform may lack optional packages that this npm insists on.
    if (!(error instanceof StepFailed) || !/EUSAGE|Missing:/.test(error.output)) throw error;
    await npm('Installing packages once more, without the lock check', ['install', '--no-save', ...quiet], root);
  }
};

const npm = (title, args, cwd) => {
  const script = process.env.npm_execpath;
  const viaNode = script !== undefined && /npm-cli\.c?js$/.test(script);
  const [command, first] = viaNode ? [process.execPath, [script]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  return step(title, command, [...first, ...args], { cwd });
};
