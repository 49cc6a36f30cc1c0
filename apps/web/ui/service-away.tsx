'use client';
// service-away.tsx: the interviewer cannot be reached; says so and tries again.
import { CloudOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from './button';

export function ServiceAway({
  sentence = 'The interview service did not answer. It may be starting; this usually takes a few seconds.',
}: {
  sentence?: string;
}) {
  const router = useRouter();
  const [trying, start] = useTransition();
  return (
    <div role="alert" className="flex flex-col items-start gap-4 rounded-m bg-sunk p-6">
      <CloudOff aria-hidden className="size-6 text-soft" />
      <p className="max-w-[50ch]">{sentence}</p>
      <Button onClick={() => start(() => router.refresh())} disabled={trying}>
        {trying ? 'Trying…' : 'Try again'}
      </Button>
    </div>
  );
}
