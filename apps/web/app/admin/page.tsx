// page.tsx: operations: who waits, how the lanes stand, what failed.
import type { Metadata } from 'next';
import { readFailedJobs, readMe, readOperations } from '../../talk/server';
import { ButtonLink } from '../../ui/button';
import { Page } from '../../ui/page';
import { Title } from '../../ui/page-title';
import { OperationsLive } from './operations-live';

export const metadata: Metadata = { title: 'Operations' };

export default async function Admin() {
  const me = await readMe();
  const operations = me?.role === 'admin' ? await readOperations() : null;
  if (!operations) {
    return (
      <Page me={me}>
        <NotAdmin signedIn={me !== null && !me.guest} />
      </Page>
    );
  }
  return (
    <Page me={me} wide>
      <OperationsLive first={operations} firstFailed={await readFailedJobs()} />
    </Page>
  );
}

function NotAdmin({ signedIn }: { signedIn: boolean }) {
  return (
    <>
      <Title below={signedIn ? 'Your account is not an admin’s.' : 'Sign in with an admin’s account to see them.'}>
        Operations are for admins
      </Title>
      {signedIn ? null : (
        <ButtonLink href="/sign-in?next=/admin" strength="main">
          Sign in
        </ButtonLink>
      )}
      <p className="mt-8 text-15 text-soft">The first admin is made on the machine that runs MockVerse:</p>
      <pre className="mt-2 rounded-s bg-sunk p-4 text-13 whitespace-pre-wrap">
        npm run -s mockverse -- admin create --email you@example.com --password …
      </pre>
    </>
  );
}
