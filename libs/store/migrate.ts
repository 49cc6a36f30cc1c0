// migrate.ts: brings a database to the newest schema; any number of processes may try at once.
export interface MigrateOptions {
  log?: { info(message: string, fields?: Record<string, unknown>): void };
}

/** Resolves with the names of the migrations that this call applied. */
export async function migrate(databaseUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  throw new Error('not written yet');
}
