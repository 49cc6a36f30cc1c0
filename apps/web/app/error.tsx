'use client';
// error.tsx: a page that could not be made; what to do now.
import { useEffect } from 'react';
import { Button } from '../ui/button';
import { Title } from '../ui/page-title';

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  useEffect(() => console.error(error), [error]);
  return (
    <main className="mx-auto max-w-2xl px-5 py-16 sm:px-8">
      <Title below="The service behind it did not answer as it should. Nothing you said is lost: it is kept here and on the server.">
        This page could not be made
      </Title>
      <div className="flex flex-wrap gap-3">
        <Button strength="main" onClick={() => location.reload()}>
          Load it again
        </Button>
        <Button onClick={reset}>Try without loading</Button>
      </div>
      {error.digest ? <p className="mt-8 text-13 text-soft">For the log: {error.digest}</p> : null}
    </main>
  );
}
