// turnstile.mjs: lets one process at a time install and build in a checkout; the others wait for it.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const LIMIT_MS = 20 * 60_000;

/** Runs the work alone. A lock whose process is dead counts for nothing. */
export const alone = async (file, work, onWait) => {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${process.pid}\n`);
  const deadline = performance.now() + LIMIT_MS;
  let waited = false;
  while (!take(mine, file)) {
    if (!waited) onWait();
    waited = true;
    if (performance.now() > deadline)
      throw new Error(`another start has held ${file} for 20 minutes; remove it if that is wrong`);
    await wait(300);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
    rmSync(mine, { force: true });
  }
};

const take = (mine, file) => {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return clearIfDead(file);
  }
};

// The dead lock is moved aside before it is removed, so that of two that find it dead only one moves it.
const clearIfDead = (file) => {
  const holder = read(file);
  if (holder === null || alive(Number(holder))) return false;
  const aside = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== holder) linkSync(aside, file);
    rmSync(aside, { force: true });
  } catch {
    // Somebody else was faster; the next round sees what there is now.
  }
  return false;
};

const read = (file) => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
};

const alive = (pid) => {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};
