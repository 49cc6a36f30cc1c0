// migrate.ts: brings a database to the newest schema; any number of processes may try at once.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@mockverse/runtime/project';
import { Client } from 'pg';

export interface MigrateOptions {
  /** Where the migrations are; by default the project's own. */
  folder?: string;
  log?: { info(message: string, fields?: Record<string, unknown>): void };
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** The lock that Prisma's own `migrate deploy` takes, so the two also wait for each other. */
const MIGRATION_LOCK = 72_707_369;

/** Resolves with the names of the migrations that this call applied. `prisma migrate deploy` finds the same records. */
export async function migrate(databaseUrl: string, { folder = migrationsFolder(), log }: MigrateOptions = {}): Promise<string[]> {
  const wanted = readMigrations(folder);
  const client = new Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'mockverse migrate',
  });
  // The error of a broken connection also rejects the statement that waits.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Held by the session: it is let go when this process dies.
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const missing = stillMissing(wanted, await appliedMigrations(client));
    for (const migration of missing) {
      await apply(client, migration);
      log?.info('migration applied', { migration: migration.name });
    }
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

export const migrationsFolder = (): string => join(projectRoot(), 'prisma', 'migrations');

/** In the order of their names, which begin with a time. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'migration.sql')));
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

interface Applied {
  name: string;
  checksum: string;
  finished: boolean;
}

async function appliedMigrations(client: Client): Promise<Applied[]> {
  await client.query(`create table if not exists _prisma_migrations (
    id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
    logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
  const { rows } = await client.query<Applied>(`
    select migration_name as name, checksum, finished_at is not null as finished from _prisma_migrations where rolled_back_at is null`);
  return rows;
}

function stillMissing(wanted: Migration[], applied: Applied[]): Migration[] {
  const failed = applied.find((migration) => !migration.finished);
  if (failed) {
    throw new Error(`migration ${failed.name} failed half-way; mend the database, then run "prisma migrate resolve" for it`);
  }
  const checksums = new Map(applied.map((migration) => [migration.name, migration.checksum]));
  const edited = wanted.find(({ name, checksum }) => checksums.has(name) && checksums.get(name) !== checksum);
  if (edited)
    throw new Error(`migration ${edited.name} was edited after it had been applied; restore the file and write a new migration`);
  return wanted.filter(({ name }) => !checksums.has(name));
}

/** Schema and record in one transaction: a migration that fails leaves nothing behind. */
async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('commit');
  } catch (error) {
    throw new Error(`migration ${name} failed and was rolled back: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
