// page.tsx: the quiet frame around every page but the interview itself.
import type { Me } from '@mockverse/contracts/api';
import type { ReactNode } from 'react';
import { SiteHeader } from './site-header';

export function Page({
  me,
  wide = false,
  children,
}: {
  /** Undefined: not known yet, the page is on its way. */ me: Me | null | undefined;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:left-4 focus:top-3 focus:z-10 focus:rounded-s focus:bg-raised focus:px-4 focus:py-2"
      >
        Skip to the content
      </a>
      <SiteHeader me={me} wide={wide} />
      <main
        id="main"
        tabIndex={-1}
        className={`mx-auto w-full px-5 pb-24 pt-8 outline-none sm:px-8 sm:pt-12 ${wide ? 'max-w-5xl' : 'max-w-3xl'}`}
      >
        {children}
      </main>
    </>
  );
}
