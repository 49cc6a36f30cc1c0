'use client';
// account-form.tsx: e-mail and password, for signing in and for signing up.
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { signIn, signUp } from '../talk/fetch';
import { ApiProblem, sentenceOf } from '../talk/problem';
import { Button } from './button';
import { Notice } from './notice';

interface Trouble {
  sentence: string;
  fields: Record<string, string>;
}

const FIELD =
  'mt-1 block min-h-12 w-full rounded-s border border-strong bg-raised px-3 text-17 text-ink aria-invalid:border-missing';

export function AccountForm({ way, next }: { way: 'in' | 'up'; next: string }) {
  const router = useRouter();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const body = { email: String(fields.get('email')).trim(), password: String(fields.get('password')) };
    setBusy(true);
    try {
      await (way === 'in' ? signIn(body) : signUp(body));
      router.push(next);
      router.refresh();
    } catch (problem) {
      const issues = problem instanceof ApiProblem ? problem.issues : [];
      setTrouble({ sentence: sentenceOf(problem), fields: Object.fromEntries(issues.map((i) => [i.path, i.message])) });
      setBusy(false);
      form.current?.querySelector<HTMLInputElement>(issues[0] ? `[name="${issues[0].path}"]` : '[name="email"]')?.focus();
    }
  };

  return (
    <form ref={form} onSubmit={submit} method="post" noValidate className="max-w-sm space-y-5">
      {trouble ? <Notice tone="problem">{trouble.sentence}</Notice> : null}
      <Field name="email" label="E-mail" type="email" autoComplete="username" why={trouble?.fields.email} />
      <Field
        name="password"
        label="Password"
        type="password"
        autoComplete={way === 'in' ? 'current-password' : 'new-password'}
        hint={way === 'up' ? 'At least 10 characters.' : undefined}
        why={trouble?.fields.password}
      />
      <Button type="submit" strength="main" disabled={busy || !alive} className="w-full">
        {way === 'in' ? (busy ? 'Signing in…' : 'Sign in') : busy ? 'Making your account…' : 'Make an account'}
      </Button>
    </form>
  );
}

interface FieldProps {
  name: string;
  label: string;
  type: string;
  autoComplete: string;
  hint?: string | undefined;
  why?: string | undefined;
}

function Field({ name, label, type, autoComplete, hint, why }: FieldProps) {
  const below = why ?? hint;
  return (
    <label className="block text-15 font-medium">
      {label}
      <input
        name={name}
        type={type}
        autoComplete={autoComplete}
        required
        maxLength={name === 'email' ? 254 : 200}
        aria-invalid={why ? true : undefined}
        aria-describedby={below ? `${name}-below` : undefined}
        className={FIELD}
      />
      {below ? (
        <span id={`${name}-below`} className={`mt-1 block text-13 font-normal ${why ? 'text-missing' : 'text-soft'}`}>
          {below}
        </span>
      ) : null}
    </label>
  );
}
