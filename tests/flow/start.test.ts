// start.test.ts: what `npm start` starts stays up, stops as a whole, and can always be started again.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@mockverse/runtime/ports';
import { commandOf, isAlive, until } from '@mockverse/runtime/processes';
import { projectRoot } from '@mockverse/runtime/project';

const MAIN = join(projectRoot(), 'dist', 'apps', 'cli', 'main.js');
const READY_MS = 60_000;
const STOP_MS = 40_000;

interface Start {
  process: ChildProcess;
  said(): string;
  ready(): Promise<void>;
  exitCode(): Promise<number | null>;
}

const launch = (settings: Record<string, string>): Start => {
  const { DATABASE_URL, REDIS_URL, SESSION_SECRET, ...outside } = process.env;
  const child = spawn(process.execPath, [MAIN, 'start'], { cwd: '/', env: { ...outside, INTERVIEWER: 'builtin', ...settings } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      output += part;
    });
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  const ready = async () => {
    await until(() => ended() || output.includes('MockVerse is ready: '), READY_MS);
    if (!output.includes('MockVerse is ready: ')) throw new Error(`it did not become ready:\n${output}`);
  };
  const exitCode = async () => {
    if (!(await until(ended, STOP_MS))) throw new Error(`it did not end:\n${output}`);
    return child.exitCode;
  };
  return { process: child, said: () => output, ready, exitCode };
};

describe('npm start', () => {
  let home: string;
  let port: number;
  let started: Start[];
  const start = (more: Record<string, string> = {}) => {
    const next = launch({ MOCKVERSE_HOME: home, PORT: String(port), ...more });
    started.push(next);
    return next;
  };
  const children = (): number[] => JSON.parse(readFileSync(join(home, 'supervisor.json'), 'utf8')).children;
  const childNamed = (part: string) => children().find((pid) => commandOf(pid).includes(part)) as number;
  const postgres = () => Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const answers = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null))?.status;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'mockverse-start-'));
    port = await freePort();
    started = [];
  });
  afterEach(async () => {
    for (const { process: child, exitCode } of started) {
      child.kill('SIGTERM');
      await exitCode();
    }
    rmSync(home, { recursive: true, force: true });
  });

  it('says where it is, serves API and pages there, and leaves nothing behind when it is told to stop', async () => {
    const run = start();
    await run.ready();
    expect(run.said()).toContain(`MockVerse is ready: http://localhost:${port}\n`);
    expect(run.said()).toContain('built-in, no key needed');
    expect(await answers('/readyz')).toBe(200);
    expect(await answers('/')).toBe(200);
    const everything = [...children(), postgres()];
    expect(everything).toHaveLength(5);
    run.process.kill('SIGTERM');
    expect(await run.exitCode()).toBe(0);
    expect(everything.filter(isAlive)).toEqual([]);
    expect(existsSync(join(home, 'supervisor.json'))).toBe(false);
  }, 120_000);

  it.each([['apps/api/main'], ['apps/worker/main'], ['next-server']])(
    'starts %s again when it is killed',
    async (script) => {
      await start().ready();
      const victim = childNamed(script);
      process.kill(victim, 'SIGKILL');
      const back = () => !children().includes(victim) && children().length === 4;
      expect(await until(back, 20_000)).toBe(true);
      expect(await until(async () => (await answers('/readyz')) === 200 && (await answers('/')) === 200, 30_000)).toBe(true);
    },
    120_000,
  );

  it('starts its database again when that is killed, and the API comes back by itself', async () => {
    await start().ready();
    const victim = postgres();
    process.kill(victim, 'SIGKILL');
    expect(await until(() => existsSync(join(home, 'postgres', 'postmaster.pid')) && postgres() !== victim, 20_000)).toBe(true);
    expect(await until(async () => (await answers('/readyz')) === 200, 30_000)).toBe(true);
  }, 120_000);

  it('starts again at once on the same port after it was killed itself', async () => {
    const killed = start();
    await killed.ready();
    const orphans = [...children(), postgres()];
    killed.process.kill('SIGKILL');
    await killed.exitCode();
    await start().ready();
    expect(await answers('/readyz')).toBe(200);
    expect(orphans.filter(isAlive)).toEqual([]);
  }, 180_000);

  it('refuses a port that somebody else has, in one line', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    expect(await until(() => other.listening, 2_000)).toBe(true);
    const run = start();
    expect(await run.exitCode()).toBe(1);
    expect(run.said()).toContain(`Port ${(other.address() as AddressInfo).port} is taken`);
    other.close();
  }, 60_000);

  it('refuses to run twice with one home, and says who has it', async () => {
    const first = start();
    await first.ready();
    const second = start({ PORT: String(await freePort()) });
    expect(await second.exitCode()).toBe(1);
    expect(second.said()).toContain(`already runs with the data folder ${home} (process ${first.process.pid}`);
    expect(await answers('/readyz')).toBe(200);
  }, 120_000);

  it('refuses a wrong setting in one line that names it', async () => {
    const run = start({ PORT: 'eighty' });
    expect(await run.exitCode()).toBe(1);
    expect(run.said()).toBe('PORT must be a whole number from 1 to 65535.\n');
  }, 60_000);
});
