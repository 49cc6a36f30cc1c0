// button.tsx: what a person may do, in three strengths.
import Link from 'next/link';
import type { ComponentProps } from 'react';

const STRENGTH = {
  main: 'bg-accent text-on-accent not-disabled:hover:bg-accent-deep disabled:opacity-60 px-5 font-semibold',
  plain:
    'border border-strong text-ink not-disabled:hover:border-accent not-disabled:hover:text-accent disabled:opacity-60 px-4 font-medium',
  quiet: 'text-soft not-disabled:hover:text-ink not-disabled:hover:bg-sunk disabled:opacity-60 px-3 font-medium',
  danger: 'bg-missing text-paper not-disabled:hover:opacity-90 disabled:opacity-60 px-5 font-semibold',
} as const;

const SHAPE =
  'inline-flex shrink-0 whitespace-nowrap min-h-11 items-center justify-center gap-2 rounded-s text-15 transition-colors duration-150 no-underline';

type Strength = { strength?: keyof typeof STRENGTH };

export function Button({ strength = 'plain', className = '', type = 'button', ...rest }: ComponentProps<'button'> & Strength) {
  return <button type={type} className={`${SHAPE} ${STRENGTH[strength]} ${className}`} {...rest} />;
}

export function ButtonLink({ strength = 'plain', className = '', ...rest }: ComponentProps<typeof Link> & Strength) {
  return <Link prefetch={false} className={`${SHAPE} ${STRENGTH[strength]} ${className}`} {...rest} />;
}
