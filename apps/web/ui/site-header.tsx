// site-header.tsx: where you are, who you are, and the few places to go.
import type { Me } from '@mockverse/contracts/api';
import Link from 'next/link';
import { SignOut } from './sign-out';
import { ThemeToggle } from './theme-toggle';

const LINK = 'inline-flex min-h-11 items-center rounded-s px-2 text-15 text-soft no-underline hover:text-ink';

export function SiteHeader({ me, wide }: { me: Me | null | undefined; wide: boolean }) {
  return (
    <header
      className={`no-print mx-auto flex flex-wrap items-center gap-x-4 px-5 pt-4 sm:px-8 ${wide ? 'max-w-5xl' : 'max-w-3xl'}`}
    >
      <Link
        prefetch={false}
        href="/"
        className="mr-auto inline-flex min-h-11 items-center gap-2 text-17 font-semibold text-ink no-underline"
      >
        <Mark />
        MockVerse
      </Link>
      <nav aria-label="Main" className="-mx-2 flex flex-wrap items-center gap-x-1 sm:gap-x-3">
        {me ? (
          <Link prefetch={false} href="/interviews" className={LINK}>
            Past interviews
          </Link>
        ) : null}
        {me?.role === 'admin' ? (
          <Link prefetch={false} href="/admin" className={LINK}>
            Operations
          </Link>
        ) : null}
        {me && !me.guest ? <Account email={me.email} /> : null}
        {me === null || me?.guest ? <SignInLink /> : null}
        <ThemeToggle />
      </nav>
    </header>
  );
}

function SignInLink() {
  return (
    <Link prefetch={false} href="/sign-in" className={LINK}>
      Sign in
    </Link>
  );
}

function Account({ email }: { email: string | null }) {
  return (
    <>
      <span className="hidden max-w-40 truncate lg:max-w-72 px-2 text-15 text-soft md:inline" title={email ?? undefined}>
        {email}
      </span>
      <SignOut />
    </>
  );
}

/** Five strokes of a voice. */
function Mark() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className="size-6 text-accent"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path d="M4 10v4M8 7v10M12 9.5v5M16 5v14M20 10v4" />
    </svg>
  );
}
