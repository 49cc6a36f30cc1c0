// notice.tsx: one sentence that says what happened and what to do.
import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';

export function Notice({
  tone = 'plain',
  children,
  action,
}: {
  tone?: 'plain' | 'problem';
  children: ReactNode;
  action?: ReactNode;
}) {
  const Icon = tone === 'problem' ? CircleAlert : Info;
  return (
    <div
      role={tone === 'problem' ? 'alert' : 'status'}
      className={`flex items-start gap-3 rounded-m px-4 py-3 text-15 ${tone === 'problem' ? 'bg-missing-soft text-missing' : 'bg-sunk text-ink'}`}
    >
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
