// not-found.tsx: an address that leads nowhere, with the ways on.
import type { Metadata } from 'next';
import { readMe } from '../talk/server';
import { ButtonLink } from '../ui/button';
import { Page } from '../ui/page';
import { Title } from '../ui/page-title';

export const metadata: Metadata = { title: 'Not found' };

export default async function NotFound() {
  const me = await readMe().catch(() => null);
  return (
    <Page me={me}>
      <Title below="The address may be mistyped, or the interview belongs to another account.">There is nothing here</Title>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/interviews" strength="main">
          Your interviews
        </ButtonLink>
        <ButtonLink href="/">Begin a new one</ButtonLink>
      </div>
    </Page>
  );
}
