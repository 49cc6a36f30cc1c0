'use client';
// global-error.tsx: the last resort when even the frame of the page fails; it brings its own.
import '../ui/tokens.css';

export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-2xl px-5 py-16 sm:px-8">
          <h1 className="text-28">MockVerse could not be shown</h1>
          <p className="mt-2 text-soft">Nothing you said is lost. Load the page again; if that does not help, try in a minute.</p>
          <a href="/" className="mt-6 inline-flex min-h-11 items-center text-accent underline underline-offset-4">
            Go to the start
          </a>
        </main>
      </body>
    </html>
  );
}
