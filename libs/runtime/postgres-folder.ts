// postgres-folder.ts: the data folder of the embedded PostgreSQL: made once, whole or not at all; orphans are stopped.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from './log';
import type { PostgresBinaries } from './postgres-binaries';
import { giveTo, type PostgresUser, spawnAs } from './postgres-user';
import { commandOf, isAlive, until } from './processes';

export interface PostgresFolder {
  data: string;
  logFile: string;
  /** Port and password, kept so that a database tool can be pointed at it again. */
  accessFile: string;
}

export const postgresFolder = (home: string): PostgresFolder => ({
  data: join(home, 'postgres'),
  logFile: join(home, 'postgres.log'),
  accessFile: join(home, 'postgres.json'),
});

export const DATABASE = 'mockverse';
const MAJOR = '18';

export const readAccess = (folder: PostgresFolder): { port: number; password: string } | null =>
  existsSync(folder.accessFile) ? JSON.parse(readFileSync(folder.accessFile, 'utf8')) : null;

export const writeAccess = (folder: PostgresFolder, access: { port: number; password: string }): void =>
  writeFileSync(folder.accessFile, `${JSON.stringify(access)}\n`, { mode: 0o600 });

/** Makes the data folder beside its place and moves it there when it is complete: a killed start leaves no half of one. */
export const makeData = async (folder: PostgresFolder, bin: PostgresBinaries, user: PostgresUser | null): Promise<void> => {
  const version = join(folder.data, 'PG_VERSION');
  if (existsSync(version)) {
    const found = readFileSync(version, 'utf8').trim();
    if (found !== MAJOR)
      throw new Error(
        `${folder.data} was made by PostgreSQL ${found}; this is PostgreSQL ${MAJOR}. Move it away or use DATABASE_URL`,
      );
    return;
  }
  const password = randomBytes(24).toString('base64url');
  const fresh = `${folder.data}.new`;
  const passwordFile = join(fresh, 'password');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(join(fresh, 'data'), { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  for (const path of [fresh, join(fresh, 'data'), passwordFile]) giveTo(user, path);
  const run = (program: string, args: string[], input = '') => runTool(user, program, args, join(fresh, 'data'), input);
  // The builtin locale is the same on every machine and needs none of the machine's own.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await run(bin.initdb, [
    '-D',
    join(fresh, 'data'),
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    ...locale,
  ]);
  await run(bin.postgres, ['--single', '-D', join(fresh, 'data'), 'postgres'], `CREATE DATABASE ${DATABASE}\n`);
  writeAccess(folder, { port: 0, password });
  renameSync(join(fresh, 'data'), folder.data);
  rmSync(fresh, { recursive: true, force: true });
};

const runTool = async (
  user: PostgresUser | null,
  program: string,
  args: string[],
  data: string,
  input: string,
): Promise<void> => {
  const child = spawnAs(user, program, args, { folders: [data], cwd: '/', stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (part) => {
    said += part;
  });
  child.stdin?.end(input);
  const [code] = await once(child, 'close');
  if (code === 0) return;
  const reason = said.match(/(?:error|FATAL|PANIC): *(.+)/)?.[1] ?? (said.trim().split('\n').at(-1) || `exit code ${code}`);
  throw new Error(`the database could not be made: ${reason}`);
};

/** Stops a PostgreSQL that a killed supervisor left behind, and clears what a crash left. The caller owns the home. */
export const stopOrphan = async (folder: PostgresFolder, log: Log): Promise<void> => {
  const file = join(folder.data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!isAlive(pid)) return;
  if (!commandOf(pid).includes(folder.data)) {
    // The number now belongs to another program; PostgreSQL would refuse to start because of it.
    rmSync(file, { force: true });
    return;
  }
  log.info('stopping the database of an earlier run', { pid });
  process.kill(pid, 'SIGINT');
  if (!(await until(() => !isAlive(pid), 10_000))) process.kill(pid, 'SIGQUIT');
  if (!(await until(() => !isAlive(pid), 5_000))) throw new Error(`an earlier database (process ${pid}) does not stop`);
};
