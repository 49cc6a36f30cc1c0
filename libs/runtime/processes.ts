// processes.ts: whether a process lives, what it is, and waiting for something with a limit.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** A dead process that nobody has collected yet (a zombie) counts as dead. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return statOf(pid)?.[0] !== 'Z';
};

/** When the process started, in whatever unit the system has: tells two processes with one number apart. */
export const startOf = (pid: number): string => statOf(pid)?.[19] ?? ps(pid, 'lstart=');

/** The command line of a process, or '' when it cannot be known. */
export const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // Not Linux, or gone.
    return ps(pid, 'command=');
  }
};

/** True as soon as the condition holds; false when it did not within the limit. */
export const until = async (holds: () => boolean | Promise<boolean>, limitMs: number, everyMs = 20): Promise<boolean> => {
  const deadline = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > deadline) return false;
    await wait(everyMs);
  }
  return true;
};

/** The fields of /proc/<pid>/stat after the name, which may itself hold spaces: [0] state, [19] start time. */
const statOf = (pid: number): string[] | null => {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
};

const ps = (pid: number, column: string): string =>
  process.platform === 'win32'
    ? ''
    : (spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();
