'use client';
// theme-toggle.tsx: light or dark, remembered in a cookie so that the server already draws the right one.
import { SunMoon } from 'lucide-react';
import { rememberOnServer } from '../talk/kept';

export function ThemeToggle() {
  const toggle = () => {
    const root = document.documentElement;
    const dark = (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
    root.dataset.theme = dark ? 'light' : 'dark';
    rememberOnServer('theme', root.dataset.theme);
  };
  return (
    <button
      type="button"
      onClick={toggle}
      aria-label="Switch between light and dark"
      title="Switch between light and dark"
      className="inline-flex size-11 items-center justify-center rounded-s text-soft hover:text-ink"
    >
      <SunMoon aria-hidden className="size-5" />
    </button>
  );
}
