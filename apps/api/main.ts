// main.ts: the API process: reads its settings, opens the store, listens, and stops cleanly.
import 'reflect-metadata';
import { stitch } from '@mockverse/interview/transcript';
import { EnvError, readEnv } from '@mockverse/runtime/env';
import { createLog } from '@mockverse/runtime/log';
import { onShutdown } from '@mockverse/runtime/shutdown';
import { openStore } from '@mockverse/store/store';
import { createApi } from './app';

async function main(): Promise<void> {
  const env = readEnv();
  const log = createLog('api', env.logLevel, { pii: env.logPii });
  if (!env.databaseUrl) throw new EnvError(['DATABASE_URL is not set. Set it, or start everything with `npm start`.']);
  const store = await openStore({ databaseUrl: env.databaseUrl, pool: env.databasePool, log, stitch });
  const app = await createApi({ env, log, store });
  await app.listen(env.port, env.host);
  onShutdown(log, [
    { name: 'http', run: () => app.close() },
    { name: 'store', run: () => store.close() },
  ]);
  log.info('listening', { port: env.port, host: env.host });
  process.send?.({ ready: true });
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof EnvError ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
