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
      <div className="mt-10 max-w-[60ch] space-y-1 border-t border-line pt-6 text-15 text-soft">
        <p>
          Your interviewer: <strong className="font-medium text-ink">{interviewer(catalog)}</strong>.{' '}
          {catalog.questions.toLocaleString('en-GB')} questions on the shelf.
        </p>
        <p>Speak or type, as you like. Your browser turns speech into text; only the text is kept.</p>
        {me ? null : (
          <p>
            No account needed.{' '}
            <Link prefetch={false} href="/sign-in" className="text-accent underline underline-offset-4">
              Sign in
            </Link>{' '}
            to find your interviews on every device.
          </p>
        )}
      </div>
    </>
  );
}

const interviewer = ({ engine }: Catalog): string =>
  engine.name === 'builtin' ? 'built-in, no key needed' : engineWords(engine);

/** The page still says what it is when the service behind it is away. */
const quietly = <T,>(value: Promise<T>): Promise<T | null> => value.catch(() => null);
