'use client';
// sign-out.tsx: leaves the account on this device.
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { signOut } from '../talk/fetch';

export function SignOut() {
  const router = useRouter();
  const [failed, setFailed] = useState(false);
  const leave = async () => {
    try {
      await signOut();
      router.push('/');
      router.refresh();
    } catch {
      setFailed(true);
    }
  };
  return (
    <button
      type="button"
      onClick={leave}
      className="inline-flex min-h-11 items-center rounded-s px-2 text-15 text-soft hover:text-ink"
    >
      {failed ? 'Not signed out. Try again' : 'Sign out'}
    </button>
  );
}
