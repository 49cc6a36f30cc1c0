// home.ts: the folder that one running MockVerse owns: claimed by one supervisor, cleared of what a killed one left.
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, isAlive, startOf, until } from '@mockverse/runtime/processes';
import { StartFault } from './fault';

interface Record {
  pid: number;
  /** Tells this process from a later one with the same number. */
  start: string;
  url: string;
  stopping: boolean;
  children: number[];
}

export interface Home {
  folder: string;
  /** Keeps the children's process numbers, so that the next start can end those that outlive a killed supervisor. */
  update(change: Partial<Pick<Record, 'stopping' | 'children'>>): void;
  release(): void;
}

/** 200 MB: a fresh database takes about 50, and PostgreSQL stops hard when its log finds no room. */
const LEAST_SPACE_BYTES = 200_000_000;
const NOTICE_MS = 1_500;
const STOPPING_LIMIT_MS = 30_000;
const ORPHAN_LIMIT_MS = 12_000;

/** Claims the folder, or throws one line that says who has it. */
export const claimHome = async (folder: string, url: string): Promise<Home> => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'supervisor.json');
  const record: Record = { pid: process.pid, start: startOf(process.pid), url, stopping: false, children: [] };
  const write = () => replace(file, record);
  await waitForStopping(file);
  const left = take(file, record, folder);
  if (left) await endChildren(left.children);
  if (freeBytes(folder) < LEAST_SPACE_BYTES) {
    rmSync(file, { force: true });
    throw new StartFault(
      `The disk is almost full: less than 200 MB left in ${folder}. Free some, or set MOCKVERSE_HOME to a folder on another disk.`,
    );
  }
  return {
    folder,
    update: (change) => {
      Object.assign(record, change);
      write();
    },
    release: () => rmSync(file, { force: true }),
  };
};

export const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** Who runs with this folder now, if anybody. */
export const runningIn = (folder: string): { pid: number; url: string } | null => {
  const record = read(join(folder, 'supervisor.json'));
  return isRunning(record) ? record : null;
};

/** The secret that signs sessions: made once, readable by its owner only. */
export const sessionSecret = (folder: string): string => {
  const file = join(folder, 'session-secret');
  const kept = readText(file)?.trim();
  if (kept) return kept;
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
};

const isRunning = (record: Record | null): record is Record =>
  record !== null && isAlive(record.pid) && startOf(record.pid) === record.start;

/**
 * One that is on its way out is waited for. One whose npm was killed needs half a second to notice, so a running one is
 * given a moment as well before it counts as staying.
 */
const waitForStopping = async (file: string): Promise<void> => {
  const leaving = () => {
    const record = read(file);
    return !isRunning(record) || record.stopping;
  };
  if (await until(leaving, NOTICE_MS, 100)) await until(() => !isRunning(read(file)), STOPPING_LIMIT_MS, 100);
};

/** Returns what a killed supervisor left. The link is made or not made in one step, so two starts cannot both win. */
const take = (file: string, record: Record, folder: string): Record | null => {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(record));
  let left: Record | null = null;
  try {
    for (;;) {
      const holder = read(file);
      if (isRunning(holder)) {
        throw new StartFault(
          `MockVerse already runs with the data folder ${folder} (process ${holder.pid}, ${holder.url}). Stop it, or set MOCKVERSE_HOME and PORT for a second one.`,
        );
      }
      left ??= holder;
      moveAside(file, holder);
      if (link(mine, file)) return left;
    }
  } finally {
    rmSync(mine, { force: true });
  }
};

const moveAside = (file: string, dead: Record | null): void => {
  const aside = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, aside);
    // Somebody else may have claimed the folder between the reading and the renaming: give it back.
    const moved = read(aside);
    if (moved !== null && moved.pid !== dead?.pid) link(aside, file);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
};

const link = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const endChildren = async (pids: number[]): Promise<void> => {
  const ours = pids.filter((pid) => isAlive(pid) && /apps.(api|worker|cli)|next-server/.test(commandOf(pid)));
  if (await until(() => !ours.some(isAlive), ORPHAN_LIMIT_MS)) return;
  for (const pid of ours.filter(isAlive)) process.kill(pid, 'SIGKILL');
  await until(() => !ours.some(isAlive), 2_000);
};

const replace = (file: string, record: Record): void => {
  const next = `${file}.${process.pid}`;
  writeFileSync(next, JSON.stringify(record));
  renameSync(next, file);
};

const readText = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

const read = (file: string): Record | null => {
  const text = readText(file);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Record;
  } catch {
    // Half a file after a full disk: nobody runs with it.
    return { pid: 0, start: '', url: '', stopping: false, children: [] };
  }
};
