// child.ts: one process of MockVerse: started, watched, started again when it dies, stopped within a limit.
import { type ChildProcess, spawn } from 'node:child_process';
import { until } from '@mockverse/runtime/processes';
import { projectRoot } from '@mockverse/runtime/project';
import { eachLine, type Speaker, show } from './screen';

export interface ChildSpec {
  name: Speaker;
  script: string;
  args?: string[];
  env: NodeJS.ProcessEnv;
}

// After six deaths within a minute something is wrong that another start does not mend; three are enough to see it
// in a process that has never worked yet.
const DEATHS = 6;
const DEATHS_BEFORE_READY = 3;
const DEATHS_WITHIN_MS = 60_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;
const STOP_LIMIT_MS = 12_000;

export class Child {
  private process: ChildProcess | undefined;
  private stopping = false;
  private again: NodeJS.Timeout | undefined;
  private deaths: number[] = [];
  private proven = false;

  constructor(
    private readonly spec: ChildSpec,
    private readonly on: { change(): void; giveUp(reason: string): void },
  ) {}

  get pid(): number | undefined {
    return this.running ? this.process?.pid : undefined;
  }

  start(): void {
    const { script, args = [], env, name } = this.spec;
    // Its own session: Ctrl-C reaches the supervisor alone, which then stops everything in order. The IPC channel
    // tells the child when the supervisor is killed.
    const child = spawn(process.execPath, [script, ...args], {
      cwd: projectRoot(),
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.process = child;
    for (const stream of [child.stdout, child.stderr]) if (stream) eachLine(stream, (line) => this.say(line));
    child.once('error', (error) => this.say(`${name} could not be started: ${error.message}`));
    child.once('exit', (code, signal) => this.onExit(signal ?? `exit code ${code}`));
    this.on.change();
  }

  /** Everything worked once: from now on a death is more likely bad luck than a mistake. */
  prove(): void {
    this.proven = true;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.again);
    this.process?.kill('SIGTERM');
    if (await until(() => !this.running, STOP_LIMIT_MS)) return;
    show('mockverse', `${this.spec.name} did not stop within ${STOP_LIMIT_MS / 1000} s and is killed`);
    this.kill();
    await until(() => !this.running, 1_000);
  }

  kill(): void {
    this.stopping = true;
    if (this.running) this.process?.kill('SIGKILL');
  }

  private get running(): boolean {
    return (
      this.process !== undefined &&
      this.process.exitCode === null &&
      this.process.signalCode === null &&
      this.process.pid !== undefined
    );
  }

  private say(line: string): void {
    show(this.spec.name, line);
  }

  private onExit(how: string): void {
    this.on.change();
    if (this.stopping) return;
    const now = performance.now();
    this.deaths = [...this.deaths.filter((at) => now - at < DEATHS_WITHIN_MS), now];
    if (this.deaths.length >= (this.proven ? DEATHS : DEATHS_BEFORE_READY)) {
      this.on.giveUp(`${this.spec.name} stopped ${this.deaths.length} times within a minute (${how}); its lines above say why`);
      return;
    }
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.deaths.length - 1));
    show('mockverse', `${this.spec.name} stopped (${how}); starting it again in ${waitMs / 1000} s`);
    this.again = setTimeout(() => this.start(), waitMs);
  }
}
