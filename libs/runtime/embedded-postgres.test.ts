// embedded-postgres.test.ts: the database that comes with the project starts anywhere and survives what happens to it.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { createLog } from './log';
import { isAlive, until } from './processes';

const log = createLog('test', 'silent');
const ask = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('the embedded database', () => {
  let home: string;
  let running: EmbeddedPostgres | undefined;
  const start = async () => {
    running = await startEmbeddedPostgres({ home, log });
    return running;
  };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'mockverse home-'));
  });
  afterEach(async () => {
    await running?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('keeps its rows, its port and its password from one start to the next', async () => {
    const first = await start();
    await ask(first.url, 'create table kept (n int); insert into kept values (7)');
    await first.stop();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('refuses a wrong password and keeps the right one to its owner', async () => {
    const { url } = await start();
    await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password');
    expect(statSync(join(home, 'postgres.json')).mode & 0o077).toBe(0);
  });

  it('stops one that a killed supervisor left behind, and keeps what was written', async () => {
    const orphan = await start();
    await ask(orphan.url, 'create table kept (n int); insert into kept values (7)');
    const next = await start();
    expect(isAlive(orphan.pid)).toBe(false);
    expect(await ask(next.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('starts again by itself after it was killed', async () => {
    const first = await start();
    await ask(first.url, 'create table kept (n int); insert into kept values (7)');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const next = await start();
    expect(await ask(next.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('is gone after a stop', async () => {
    const { pid, stop } = await start();
    await stop();
    expect(await until(() => !isAlive(pid), 1_000)).toBe(true);
    expect(() => readFileSync(join(home, 'postgres', 'postmaster.pid'))).toThrow('ENOENT');
  });
});
