// prisma.config.ts: where Prisma's command line finds the schema, the migrations and the database.
import { defineConfig } from 'prisma/config';

// `generate`, `validate` and `format` need no engine, yet Prisma downloads one unless it believes there is one.
// Commands that do need it (`migrate deploy`) work when the variable names a real schema engine.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  // Only the `migrate` commands connect; an unset variable must not stop `generate`.
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://127.0.0.1:5432/mockverse' },
});
