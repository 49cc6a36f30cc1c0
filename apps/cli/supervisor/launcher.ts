// launcher.ts: notices that the npm which started this process was killed, and could not pass its signal on.
import { readFileSync } from 'node:fs';
import { commandOf, isAlive } from '@mockverse/runtime/processes';

const EVERY_MS = 500;

/** Calls back once when npm is gone. A start without npm, such as by a service manager or in the background, has none. */
export const onLauncherLost = (lost: () => void): void => {
  const npm = findNpm(process.ppid, 2);
  if (npm === null) return;
  const timer = setInterval(() => {
    if (isAlive(npm)) return;
    clearInterval(timer);
    lost();
  }, EVERY_MS);
  timer.unref();
};

/** npm is the parent, or there is a shell between. */
const findNpm = (pid: number, steps: number): number | null => {
  if (pid <= 1 || steps === 0) return null;
  if (/^npm (start|run)|npm-cli|[/ ]npm /.test(commandOf(pid))) return pid;
  return findNpm(parentOf(pid), steps - 1);
};

const parentOf = (pid: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    // Not Linux: only a direct parent is watched.
    return 0;
  }
};
