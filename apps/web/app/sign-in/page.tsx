// page.tsx: sign in to an account.
import type { Metadata } from 'next';
import Link from 'next/link';
import { readMe } from '../../talk/server';
import { AccountForm } from '../../ui/account-form';
import { nextAddress } from '../../ui/next-address';
import { Page } from '../../ui/page';
import { Title } from '../../ui/page-title';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignIn({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const [me, { next }] = await Promise.all([readMe().catch(() => null), searchParams]);
  return (
    <Page me={me}>
      <Title below="Your interviews and reports, on every device.">Sign in</Title>
      <AccountForm way="in" next={nextAddress(next)} />
      <p className="mt-6 text-15 text-soft">
        No account yet?{' '}
        <Link prefetch={false} href="/sign-up" className="text-accent underline underline-offset-4">
          Make one
        </Link>
      </p>
    </Page>
  );
}
