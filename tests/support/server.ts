// server.ts: finds a PostgreSQL that tests may create databases on.
import { userInfo } from 'node:os';
import { Client } from 'pg';

let found: Promise<string> | undefined;

/** Address of the server's own database. The embedded server of the run is named by the environment, like any other. */
export const testServer = (): Promise<string> => {
  found ??= findServer().then((url) => {
    if (url) return url;
    throw new Error('no PostgreSQL for tests: run jest with tests/jest.config.js, or set TEST_DATABASE_URL');
  });
  return found;
};

/** Null when none answers, or none lets us create databases. */
export async function findServer(): Promise<string | null> {
  const wanted = process.env.TEST_DATABASE_URL;
  if (wanted) return wanted;
  const users = ['postgres', userInfo().username, 'root'];
  for (const user of new Set(users)) {
    const url = `postgresql://${encodeURIComponent(user)}@127.0.0.1:5432/postgres`;
    if (await maySetUp(url)) return url;
  }
  return null;
}

async function maySetUp(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ fine: boolean }>(`
      select (rolcreatedb or rolsuper) and current_setting('server_version_num')::int >= 150000 as fine
      from pg_roles where rolname = current_user`);
    return rows[0]?.fine === true;
  } catch {
    // Nobody there, or not for us: the next candidate is tried.
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
