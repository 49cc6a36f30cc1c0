// page-title.tsx: the first line of a page and one sentence under it.
import type { ReactNode } from 'react';

export function Title({ children, below }: { children: ReactNode; below?: ReactNode }) {
  return (
    <div className="mb-8">
      <h1 className="text-28 sm:text-40">{children}</h1>
      {below ? <p className="mt-2 max-w-[60ch] text-soft">{below}</p> : null}
    </div>
  );
}
