// status-mark.tsx: met, unclear, missing as a shape and a word.
import type { SignalStatus } from '@mockverse/contracts/interview';
import { Check, CircleDashed, X } from 'lucide-react';
import { STATUS } from './verdict-words';

const SHAPE = { covered: Check, unclear: CircleDashed, missing: X };

export function StatusMark({ status }: { status: SignalStatus }) {
  const Icon = SHAPE[status];
  return (
    <span className={`inline-flex h-6 w-20 shrink-0 items-center gap-1.5 text-13 font-medium ${STATUS[status].ink}`}>
      <Icon aria-hidden className="size-4" strokeWidth={2.5} />
      {STATUS[status].word}
    </span>
  );
}
