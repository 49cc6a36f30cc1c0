'use client';
// use-polled.ts: reads something every two seconds, and not while nobody looks.
import { useCallback, useEffect, useRef, useState } from 'react';

const EVERY_MS = 2_000;
export type Polling = 'live' | 'paused' | 'away';

export function usePolled<T>(
  first: T,
  read: (signal: AbortSignal) => Promise<T>,
): { value: T; state: Polling; again: () => void } {
  const [value, setValue] = useState(first);
  const [state, setState] = useState<Polling>('live');
  const now = useRef<() => void>(() => {});
  const again = useCallback(() => now.current(), []);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let looking = true;
    const tick = async () => {
      try {
        setValue(await read(stop.signal));
        if (looking) setState('live');
      } catch {
        if (!stop.signal.aborted) setState('away');
      }
      if (looking && !stop.signal.aborted) timer = setTimeout(tick, EVERY_MS);
    };
    const onBlur = () => {
      looking = false;
      clearTimeout(timer);
      setState('paused');
    };
    const onFocus = () => {
      if (looking) return;
      looking = true;
      void tick();
    };
    now.current = () => {
      clearTimeout(timer);
      void tick();
    };
    void tick();
    addEventListener('blur', onBlur);
    addEventListener('focus', onFocus);
    return () => {
      stop.abort();
      clearTimeout(timer);
      removeEventListener('blur', onBlur);
      removeEventListener('focus', onFocus);
    };
  }, [read]);
  return { value, state, again };
}
