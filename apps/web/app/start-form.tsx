'use client';
// start-form.tsx: the choices and the one button that begins; its click also unlocks the voice.
import type { Catalog, NewInterview } from '@mockverse/contracts/api';
import { ArrowRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { becomeGuest, beginInterview } from '../talk/fetch';
import { rememberOnServer } from '../talk/kept';
import { ApiProblem, sentenceOf } from '../talk/problem';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { Notice } from '../ui/notice';
import { warmUpVoice } from '../voice/speaker';
import { type StartChoices, writeChoices } from './start-choices';

export function StartForm({ catalog, first, known }: { catalog: Catalog; first: StartChoices; known: boolean }) {
  const router = useRouter();
  const [choices, setChoices] = useState(first);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // Before the page is alive a click would be lost without a word.
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const change = (news: Partial<StartChoices>) => setChoices((old) => ({ ...old, ...news }));

  const begin = async () => {
    warmUpVoice();
    setBusy(true);
    setProblem(null);
    rememberOnServer('start', writeChoices(choices));
    try {
      const { id } = await beginAs(known, choices as NewInterview);
      router.push(`/interview/${id}`);
    } catch (failure) {
      setProblem(sentenceOf(failure));
      setBusy(false);
    }
  };

  return (
    <form
      className="space-y-6"
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <Choice
        legend="Role"
        name="role"
        value={choices.role}
        onChange={(role) => change({ role })}
        options={catalog.roles.map((r) => ({ value: r.id, label: r.label }))}
      />
      <Choice
        legend="Level"
        name="level"
        value={choices.level}
        onChange={(level) => change({ level })}
        options={catalog.levels.map((l) => ({ value: l.id, label: l.label }))}
      />
      <div className="flex flex-wrap gap-x-12 gap-y-6">
        <Choice
          legend="Length"
          name="minutes"
          value={choices.minutes}
          onChange={(minutes) => change({ minutes })}
          options={catalog.minutes.map((m) => ({ value: m, label: `${m} min` }))}
        />
        <Choice
          legend="Mode"
          name="mode"
          value={choices.mode}
          onChange={(mode) => change({ mode })}
          options={[
            { value: 'practice', label: 'Practice' },
            { value: 'real', label: 'Like the real thing' },
          ]}
        />
      </div>
      <p className="min-h-6 text-15 text-soft">
        {choices.mode === 'practice' ? 'You see why each question is asked.' : 'No hints, no reasons: only the questions.'}
      </p>
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      <Button
        type="submit"
        strength="main"
        disabled={busy || !alive}
        aria-live="polite"
        className="min-h-13 w-full px-8 text-17 sm:w-auto"
      >
        {busy ? 'Preparing your interview…' : 'Begin'}
        {busy ? null : <ArrowRight aria-hidden className="size-5" />}
      </Button>
    </form>
  );
}

/** A visitor without a session becomes a guest first; a session that ran out is replaced. */
async function beginAs(known: boolean, body: NewInterview): Promise<{ id: string }> {
  if (!known) await becomeGuest();
  try {
    return await beginInterview(body);
  } catch (problem) {
    if (!known || !(problem instanceof ApiProblem) || problem.status !== 401) throw problem;
    await becomeGuest();
    return beginInterview(body);
  }
}
