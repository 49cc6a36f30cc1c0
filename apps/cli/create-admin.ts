// create-admin.ts: makes a person an admin, with a password to sign in with.
import { SignUp } from '@mockverse/contracts/api';
import { createLog } from '@mockverse/runtime/log';
import { migrate } from '@mockverse/store/migrate';
import { openStore } from '@mockverse/store/store';
import { hash } from '@node-rs/argon2';
import { StartFault } from './supervisor/fault';
import { withDatabase } from './with-database';

export const createAdmin = (given: { email: string; password: string }): Promise<void> =>
  withDatabase(async (databaseUrl) => {
    const read = SignUp.safeParse(given);
    if (!read.success)
      throw new StartFault(read.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'));
    const { email, password } = read.data;
    const log = createLog('admin', 'warn');
    await migrate(databaseUrl, { log });
    // The command writes one row and reads no answer: nothing has to be put together.
    const store = await openStore({ databaseUrl, pool: 2, log, stitch: () => '' });
    try {
      await store.people.makeAdmin(email, await hash(password));
    } finally {
      await store.close();
    }
    process.stdout.write(`${email} is an admin now\n`);
  });
