// page.tsx: the way in: what this is, four choices, one button.
import type { Catalog, Me } from '@mockverse/contracts/api';
import { cookies } from 'next/headers';
import Link from 'next/link';
import { readCatalog, readMe } from '../talk/server';
import { Page } from '../ui/page';
import { ServiceAway } from '../ui/service-away';
import { engineWords } from '../ui/words';
import { readChoices } from './start-choices';
import { StartForm } from './start-form';

export default async function Start() {
  const [me, catalog] = await Promise.all([quietly(readMe()), quietly(readCatalog())]);
  return (
    <Page me={me}>
      <h1 className="text-28 sm:text-40">Practise a technical interview by talking.</h1>
      <p className="mb-10 mt-3 max-w-[56ch] text-soft">
        An interviewer asks, listens and follows up. Then you get a report that quotes your own words.
      </p>
      {catalog ? <Choices me={me} catalog={catalog} cookie={(await cookies()).get('start')?.value} /> : <ServiceAway />}
    </Page>
  );
}

function Choices({ me, catalog, cookie }: { me: Me | null; catalog: Catalog; cookie: string | undefined }) {
  return (
    <>
      <StartForm catalog={catalog} known={me !== null} first={readChoices(cookie, catalog)} />
      <p className="mt-8 max-w-[60ch] border-t border-line pt-6 text-15 text-soft">
        {catalog.engine.name === 'builtin' ? 'Built-in interviewer, no key needed' : `${sentenceCase(engineWords(catalog.engine))} asks the questions`}
        {', from '}
        {catalog.questions.toLocaleString('en-GB')} questions on the shelf. Speak or type, as you like. Your browser turns speech into text; only the text
        is kept.
        {me ? null : (
          <>
            {' '}
            No account needed; <Link href="/sign-in" className="text-accent underline underline-offset-4">sign in</Link> to keep your interviews.
          </>
        )}
      </p>
    </>
  );
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The page still says what it is when the service behind it is away. */
const quietly = <T,>(value: Promise<T>): Promise<T | null> => value.catch(() => null);
