// database.ts: a migrated, empty database for one test file, cloned from a template in a few milliseconds.
import { createHash, randomBytes } from 'node:crypto';
import { migrate, migrationsFolder, readMigrations } from '@mockverse/store/migrate';
import { Client } from 'pg';
import { testServer } from './server';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Any number of test files may ask at once, in any number of processes. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const template = await migratedTemplate(server);
  const name = cloneName();
  await withClient(server, (client) => client.query(`create database ${name} template ${template}`));
  return { url: databaseUrl(server, name), drop: () => dropDatabase(server, name) };
}

/** A database without a single table. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const name = cloneName();
  await withClient(server, (client) => client.query(`create database ${name}`));
  return { url: databaseUrl(server, name), drop: () => dropDatabase(server, name) };
}

/** The name says what is inside: other migrations, another template. */
async function migratedTemplate(server: string): Promise<string> {
  const checksums = readMigrations(migrationsFolder()).map((migration) => migration.checksum);
  const template = `mockverse_template_${createHash('sha256').update(checksums.join()).digest('hex').slice(0, 12)}`;
  await withClient(server, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rows.length > 0) return;
    await dropLeftovers(client);
    // Under a passing name until it is complete: a run that dies half-way leaves no half template.
    const making = cloneName();
    await client.query(`create database ${making}`);
    await migrate(databaseUrl(server, making));
    await client.query(`alter database ${making} rename to ${template}`);
  });
  return template;
}

/** Databases of runs that were killed: older than an hour, and used by nobody. */
async function dropLeftovers(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `
    select d.datname as name from pg_database d
    where d.datname ~ '^mockverse_test_[0-9]+_[0-9a-f]+$' and split_part(d.datname, '_', 3)::numeric < $1
      and not exists (select 1 from pg_stat_activity a where a.datid = d.oid)`,
    [Date.now() - 3_600_000],
  );
  for (const { name } of rows) await client.query(`drop database if exists ${name}`);
}

const cloneName = (): string => `mockverse_test_${Date.now()}_${randomBytes(4).toString('hex')}`;

const dropDatabase = async (server: string, name: string): Promise<void> => {
  await withClient(server, (client) => client.query(`drop database if exists ${name} with (force)`));
};

const databaseUrl = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
