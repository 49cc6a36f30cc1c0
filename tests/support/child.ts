// child.ts: runs a TypeScript file of the project as a process of its own, and stops it gently or not at all gently.
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

export interface Child {
  process: ChildProcess;
  /** Messages it has sent, in order. */
  messages: unknown[];
  /** What it wrote, for a failing test's sake. */
  output(): string;
  /** SIGKILL: it gets no chance to clean up. */
  kill(): Promise<void>;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
}

/** `file` is relative to the project's folder. Resolves when the child says that it is ready. */
export const startChild = async (file: string, env: NodeJS.ProcessEnv): Promise<Child> => {
  const messages: unknown[] = [];
  let written = '';
  const child = fork(join(ROOT, file), [], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    execArgv: ['-r', join(ROOT, 'tests', 'support', 'register.js')],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => (written += bytes.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      messages.push(message);
      if (typeof message === 'object' && message !== null && 'ready' in message) resolve();
    });
    void exited.then((code) => reject(new Error(`${file} ended with ${code} before it was ready:\n${written}`)));
  });
  return {
    process: child,
    messages,
    output: () => written,
    kill: () => end('SIGKILL').then(() => undefined),
    stop: () => end('SIGTERM'),
  };
};
