// drift.mjs: prints the SQL that is missing between the migrations and schema.prisma; nothing when they agree.
// For writing the next migration: node prisma/drift.mjs postgresql://…/any-database (a database beside it is made and dropped).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const HERE = dirname(fileURLToPath(import.meta.url));
const MIGRATIONS = join(HERE, 'migrations');
const SCHEMA = join(HERE, 'schema.prisma');
const read = (...path) => readFileSync(join(...path), 'utf8');

/** The engine's own entry needs a flag of Node's to import WebAssembly; this loads the same two files without it. */
async function loadEngine() {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  // The engine reports a panic to this object.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine;
}

/** Prisma's adapter as the engine needs it: scripts in one piece, "char" columns readable, a shadow database to play on. */
const adapter = (url) => ({
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: () => connect(url),
  connectToShadowDb: async () => {
    const name = `mockverse_test_${Date.now()}_${process.pid.toString(16)}`;
    const main = new pg.Client({ connectionString: url });
    await main.connect();
    await main.query(`create database ${name}`);
    const shadow = new URL(url);
    shadow.pathname = `/${name}`;
    return connect(shadow.href, async () => {
      await main.query(`drop database ${name} with (force)`);
      await main.end();
    });
  },
});

async function connect(url, afterwards = async () => {}) {
  const pool = new pg.Pool({ connectionString: url });
  const inner = await new PrismaPg(pool).connect();
  const performIO = inner.performIO.bind(inner);
  const queryRaw = inner.queryRaw.bind(inner);
  // PostgreSQL's one-byte "char" (18), which the adapter cannot name: read as text of a fixed length (1042), told as a character (6).
  let chars = [];
  return Object.assign(inner, {
    executeScript: async (sql) => void (await pool.query(sql)),
    dispose: async () => {
      await pool.end();
      await afterwards();
    },
    performIO: async (query) => {
      const result = await performIO(query);
      chars = (result.fields ?? []).flatMap((field, i) => (field.dataTypeID === 18 ? [i] : []));
      for (const i of chars) result.fields[i].dataTypeID = 1042;
      return result;
    },
    queryRaw: async (query) => {
      const result = await queryRaw(query);
      for (const i of chars) result.columnTypes[i] = 6;
      return result;
    },
  });
}

const migrations = () => ({
  tag: 'migrations',
  baseDir: MIGRATIONS,
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
  shadowDbInitScript: '',
  migrationDirectories: readdirSync(MIGRATIONS)
    .filter((name) => existsSync(join(MIGRATIONS, name, 'migration.sql')))
    .sort()
    .map((path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: read(MIGRATIONS, path, 'migration.sql') } },
    })),
});

const SchemaEngine = await loadEngine();
const datamodels = [[SCHEMA, read(SCHEMA)]];
const engine = await SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter(process.argv[2])));
const { exitCode, stdout } = await engine.diff({
  from: migrations(),
  to: { tag: 'schemaDatamodel', files: [{ path: SCHEMA, content: read(SCHEMA) }] },
  script: true,
  exitCode: true,
  shadowDatabaseUrl: null,
  filters: { externalTables: [], externalEnums: [] },
});
if (exitCode !== 0) process.stdout.write(stdout ?? 'the engine names no difference');
// The engine keeps its connection; nothing is left to wait for.
process.exit(exitCode);
