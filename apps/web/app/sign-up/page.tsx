// page.tsx: make an account; a guest keeps what was done so far.
import type { Metadata } from 'next';
import Link from 'next/link';
import { readMe } from '../../talk/server';
import { AccountForm } from '../../ui/account-form';
import { Page } from '../../ui/page';
import { Title } from '../../ui/page-title';

export const metadata: Metadata = { title: 'Make an account' };

export default async function SignUp() {
  const me = await readMe().catch(() => null);
  return (
    <Page me={me}>
      <Title below={me?.guest ? 'The interviews you did as a guest stay with you.' : 'Keep your interviews and reports.'}>
        Make an account
      </Title>
      <AccountForm way="up" next="/interviews" />
      <p className="mt-6 text-15 text-soft">
        Already have one?{' '}
        <Link prefetch={false} href="/sign-in" className="text-accent underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </Page>
  );
}
