// shutdown.ts: stops a process once, in order and within a limit: on SIGTERM, on SIGINT, or when its supervisor is gone.
import type { Log } from './log';

export interface ShutdownStep {
  name: string;
  run(): Promise<unknown> | unknown;
}

export interface Shutdown {
  /** Stops for a reason of our own; the process then exits with this code. */
  stop(reason: string, exitCode?: number): Promise<void>;
}

// One Ctrl-C arrives twice under npm: from the terminal and from npm, which passes it on.
const DOUBLE_SIGNAL_MS = 1_000;

/**
 * Runs the steps one after the other on the first signal; a second signal exits at once. A process that the supervisor
 * started has an IPC channel: when that closes, the supervisor was killed, and staying would hold its ports.
 */
export const onShutdown = (log: Log, steps: readonly ShutdownStep[], limitMs = 10_000): Shutdown => {
  let stopping: Promise<void> | undefined;
  const stop = (reason: string, exitCode = 0): Promise<void> => {
    stopping ??= runSteps(log, reason, steps, limitMs).then((clean) => process.exit(clean ? exitCode : 1));
    return stopping;
  };
  let firstAt = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    if (!stopping) {
      firstAt = performance.now();
      void stop(signal);
    } else if (performance.now() - firstAt > DOUBLE_SIGNAL_MS) {
      process.exit(130);
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  onParentLost(() => void stop('the supervisor is gone'));
  return { stop };
};

/** Calls back once when the process that started this one with an IPC channel no longer lives. */
export const onParentLost = (lost: () => void): void => {
  if (process.send === undefined) return;
  if (process.connected) process.once('disconnect', lost);
  else setImmediate(lost);
};

const runSteps = async (log: Log, reason: string, steps: readonly ShutdownStep[], limitMs: number): Promise<boolean> => {
  log.info('stopping', { reason });
  const limit = setTimeout(() => {
    log.error('stopping took too long', { limitMs });
    process.exit(1);
  }, limitMs);
  limit.unref();
  let clean = true;
  for (const step of steps) {
    try {
      await step.run();
    } catch (error) {
      clean = false;
      log.error('a step of stopping failed', { step: step.name, error });
    }
  }
  log.info('stopped', {});
  return clean;
};
