// store-migrate.test.ts: a database is brought up to date once, however many try, and Prisma agrees with the result.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, migrationsFolder, readMigrations } from '@mockverse/store/migrate';
import { Client } from 'pg';
import { emptyDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await emptyDatabase();
  folder = mkdtempSync(join(tmpdir(), 'mockverse-migrations-'));
  cpSync(migrationsFolder(), folder, { recursive: true });
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function query<T extends object>(sql: string): Promise<T[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const addMigration = (name: string, sql: string): void => {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'migration.sql'), sql);
};
const names = readMigrations(migrationsFolder()).map((migration) => migration.name);

it('is migrated once when five start at the same moment on an empty database', async () => {
  const applied = await Promise.all([1, 2, 3, 4, 5].map(() => migrate(database.url)));
  expect(applied.filter((list) => list.length > 0)).toEqual([names]);
  expect(await migrate(database.url)).toEqual([]);
  expect(await query('select 1 from person')).toEqual([]);
});

it('is recorded as Prisma records it', async () => {
  await migrate(database.url);
  const rows = await query(
    'select migration_name, checksum, finished_at is not null as finished, applied_steps_count, rolled_back_at, logs from _prisma_migrations',
  );
  const expected = readMigrations(migrationsFolder()).map(({ name, checksum }) => ({
    ...{ migration_name: name, checksum, finished: true, applied_steps_count: 1, rolled_back_at: null, logs: null },
  }));
  expect(rows).toEqual(expected);
});

it('takes only what is new, in the order of the names', async () => {
  await migrate(database.url, { folder });
  addMigration('20990102000000_second', 'alter table first_new add column "b;c" text default \';\';');
  addMigration('20990101000000_first', 'create table first_new (a int);');
  expect(await migrate(database.url, { folder })).toEqual(['20990101000000_first', '20990102000000_second']);
});

it('keeps nothing of a migration that fails, says which, and goes on when it is mended', async () => {
  addMigration('20990101000000_broken', 'create table half (a int); select no_such_function();');
  await expect(migrate(database.url, { folder })).rejects.toThrow(
    /20990101000000_broken failed and was rolled back: function no_such_function/,
  );
  await expect(query('select 1 from half')).rejects.toThrow('does not exist');
  writeFileSync(join(folder, '20990101000000_broken', 'migration.sql'), 'create table half (a int);');
  expect(await migrate(database.url, { folder })).toEqual(['20990101000000_broken']);
});

it('refuses a migration that was edited after it had been applied', async () => {
  await migrate(database.url, { folder });
  writeFileSync(join(folder, names[0] ?? '', 'migration.sql'), 'select 1;');
  await expect(migrate(database.url, { folder })).rejects.toThrow(`${names[0]} was edited after it had been applied`);
});

it('stops at a migration that Prisma left half done', async () => {
  await migrate(database.url);
  await query('update _prisma_migrations set finished_at = null');
  await expect(migrate(database.url)).rejects.toThrow(`${names[0]} failed half-way`);
});

it('has exactly the tables and columns that schema.prisma describes', async () => {
  const script = join(migrationsFolder(), '..', 'drift.mjs');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, database.url], { encoding: 'utf8' });
  expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
}, 60_000);

it('lets go of the lock when a process dies while it migrates', async () => {
  const script = `const { Client } = require('pg'); const c = new Client(${JSON.stringify({ connectionString: database.url })});
    c.connect().then(() => c.query('select pg_advisory_lock(72707369)')).then(() => console.log('locked')); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  const migrating = migrate(database.url);
  holder.kill('SIGKILL');
  expect(await migrating).toEqual(names);
});
