'use client';
// use-keys.ts: single keys for the four actions, the space bar to come in; all rest while something is typed into.
import { useEffect, useRef } from 'react';

interface Act {
  done: () => void;
  repeat: () => void;
  moment: () => void;
  swap: () => void;
  help: () => void;
  hold: () => void;
  release: () => void;
}

/** A box to tick takes no letters, and keeps the focus for a moment after its dialog is gone. */
const TYPED_INTO = 'input:not([type=checkbox]), textarea, select, [contenteditable]';
/** The space bar presses these; it must not also mean something else. */
const PRESSED = 'button, a, summary, input';

export function useKeys(act: Act, on: boolean): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!on) return;
    let holding = false;
    const down = (event: KeyboardEvent) => {
      const target = event.target as Element | null;
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        document.querySelector('dialog[open]') ||
        target?.closest?.(TYPED_INTO)
      )
        return;
      if (event.key === ' ') {
        if (target?.closest?.(PRESSED)) return;
        event.preventDefault();
        if (!holding) latest.current.hold();
        holding = true;
        return;
      }
      if (event.repeat) return;
      const action = actionOf(event.key, latest.current);
      if (!action) return;
      event.preventDefault();
      action();
    };
    const up = (event: KeyboardEvent) => {
      if (event.key !== ' ' || !holding) return;
      holding = false;
      latest.current.release();
    };
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
    };
  }, [on]);
}

function actionOf(key: string, act: Act): (() => void) | undefined {
  switch (key.toLowerCase()) {
    case 'd':
      return act.done;
    case 'r':
      return act.repeat;
    case 'm':
      return act.moment;
    case 't':
      return act.swap;
    case '?':
      return act.help;
    default:
      return undefined;
  }
}
