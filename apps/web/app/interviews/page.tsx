// page.tsx: past interviews, newest first.
import type { InterviewLine } from '@mockverse/contracts/interview';
import { ChevronRight } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { readList, readMe } from '../../talk/server';
import { ButtonLink } from '../../ui/button';
import { Page } from '../../ui/page';
import { Title } from '../../ui/page-title';
import { BAND_WORDS, dayOf, LEVEL_WORDS, plural, ROLE_WORDS, STATE_WORDS } from '../../ui/words';

export const metadata: Metadata = { title: 'Past interviews' };

export default async function Interviews() {
  const [me, list] = await Promise.all([readMe(), readList()]);
  const interviews = list?.interviews ?? [];
  return (
    <Page me={me}>
      <Title below={me?.guest ? 'You are a guest on this device. Make an account to keep these.' : undefined}>
        Past interviews
      </Title>
      {me?.guest && interviews.length > 0 ? (
        <ButtonLink href="/sign-up" className="mb-8">
          Make an account
        </ButtonLink>
      ) : null}
      {interviews.length === 0 ? <Empty /> : <Lines interviews={interviews} />}
    </Page>
  );
}

function Empty() {
  return (
    <div className="rounded-m bg-sunk p-6">
      <p>No interviews yet. The first takes a quarter of an hour.</p>
      <ButtonLink href="/" strength="main" className="mt-4">
        Begin one
      </ButtonLink>
    </div>
  );
}

function Lines({ interviews }: { interviews: InterviewLine[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {interviews.map((line) => (
        <li key={line.id}>
          <Line line={line} />
        </li>
      ))}
    </ul>
  );
}

function Line({ line }: { line: InterviewLine }) {
  const open = line.state === 'listening' || line.state === 'awaiting-question';
  return (
    <Link
      prefetch={false}
      href={open ? `/interview/${line.id}` : `/report/${line.id}`}
      className="group flex flex-wrap items-center gap-x-4 py-4 text-ink no-underline"
    >
      <span className="min-w-0 flex-1 max-sm:basis-full">
        <span className="block font-medium group-hover:text-accent">
          {ROLE_WORDS[line.role]}, {LEVEL_WORDS[line.level].toLowerCase()}, {line.minutes} min
        </span>
        <span className="block text-15 text-soft">
          <time dateTime={line.startedAt}>{dayOf(line.startedAt)}</time> · {plural(line.answered, 'answer')} ·{' '}
          {line.mode === 'practice' ? 'practice' : 'like the real thing'}
        </span>
      </span>
      <span className={`text-15 max-sm:mr-auto ${open ? 'font-medium text-accent' : 'text-soft'}`}>
        {open ? 'Go on' : line.band ? BAND_WORDS[line.band] : STATE_WORDS[line.state]}
      </span>
      <ChevronRight aria-hidden className="size-5 shrink-0 text-soft" />
    </Link>
  );
}
