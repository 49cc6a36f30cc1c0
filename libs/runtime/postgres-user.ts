// postgres-user.ts: PostgreSQL refuses to run as root; this finds the user it runs as and starts it as that user.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { chownSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface PostgresUser {
  uid: number;
  gid: number;
}

/** Null: whoever we are will do. As root: the owner of the data if there is any, else `postgres`, else `nobody`. */
export const postgresUser = (dataFolder: string): PostgresUser | null => {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!found) throw new Error('PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody" to run it as');
  return { uid: Number(found[2]), gid: Number(found[3]) };
};

export const giveTo = (user: PostgresUser | null, path: string): void => {
  if (user) chownSync(path, user.uid, user.gid);
};

/** Starts a program of PostgreSQL as that user; on Linux it is told to stop should this process be killed. */
export const spawnAs = (
  user: PostgresUser | null,
  program: string,
  args: string[],
  options: SpawnOptions & { folders: string[] },
): ChildProcess => {
  const { folders, ...rest } = options;
  const closed = user !== null && [program, ...folders].some((path) => !canReach(user, path));
  if (!hasSetpriv()) {
    if (closed)
      throw new Error(
        `the user that PostgreSQL must run as (uid ${user.uid}) may not enter ${folders[0]}; move the project or set MOCKVERSE_HOME`,
      );
    return spawn(program, args, { ...rest, ...user });
  }
  const identity = user ? ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups'] : [];
  // A checkout below /root is closed to everybody else: this one right lets PostgreSQL walk to its own files. The
  // securebit makes access(2), with which initdb looks for its neighbour, count that right as well.
  const passage = closed
    ? ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override', '--securebits', '+no_setuid_fixup']
    : [];
  return spawn('setpriv', [...identity, ...passage, '--pdeathsig', 'INT', '--', program, ...args], rest);
};

let setpriv: boolean | undefined;
const hasSetpriv = (): boolean => {
  setpriv ??=
    process.platform === 'linux' &&
    spawnSync('setpriv', ['--help'], { encoding: 'utf8' }).stdout?.includes('--pdeathsig') === true;
  return setpriv;
};

const canReach = (user: PostgresUser, path: string): boolean => {
  const folder = dirname(path);
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && (folder === dirname(folder) || canReach(user, folder));
};
