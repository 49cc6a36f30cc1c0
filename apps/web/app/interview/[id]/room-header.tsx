'use client';
// room-header.tsx: phase, time left, whether all is saved; pause and end.
import { Check, CloudOff, CloudUpload, Pause, Play, Volume2, VolumeX } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Delivery } from '../../../talk/sender';
import { newestTurn } from '../../../talk/view';
import { Button } from '../../../ui/button';
import { useLive } from '../../../ui/use-live';
import { phaseOf, plural } from '../../../ui/words';
import { type Clock, leftAt, minutesAndSeconds } from '../../../voice/clock';
import type { Room } from '../../../voice/room';

export function RoomHeader({ room, onEnd }: { room: Room; onEnd: () => void }) {
  const view = useLive(room.view);
  const muted = useLive(room.muted);
  const turn = newestTurn(view);
  const paused = view.pausedAt !== null;
  return (
    <header className="-mr-3 flex min-h-16 items-center gap-x-1 py-2 sm:gap-x-2 text-15 text-soft">
      <p className="mr-auto flex min-w-0 flex-wrap items-center gap-x-2">
        <span className="font-medium text-ink">{phaseOf(turn?.kind, questionNumber(view.turns.map((t) => t.kind)))}</span>
        <Dot />
        <TimeLeft clock={useLive(room.clock)} />
        <Dot />
        <Saved delivery={useLive(room.sender.delivery)} />
      </p>
      <Button
        strength="quiet"
        onClick={() => room.setMuted(!muted)}
        aria-pressed={muted}
        aria-label={muted ? 'Voice is off. Turn it on' : 'Voice is on. Turn it off'}
        className="size-11 px-0"
      >
        {muted ? <VolumeX aria-hidden className="size-5" /> : <Volume2 aria-hidden className="size-5" />}
      </Button>
      <Button strength="quiet" onClick={() => void (paused ? room.resume() : room.pause())}>
        {paused ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
        <span className="sr-only sm:not-sr-only">{paused ? 'Go on' : 'Pause'}</span>
      </Button>
      <Button strength="quiet" onClick={onEnd}>
        End
      </Button>
    </header>
  );
}

const questionNumber = (kinds: string[]): number => kinds.filter((kind) => kind !== 'opening' && kind !== 'closing').length;

const Dot = () => <span aria-hidden="true">·</span>;

function TimeLeft({ clock }: { clock: Clock }) {
  const [now, setNow] = useState(clock.readAt);
  useEffect(() => {
    setNow(performance.now());
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const left = leftAt(clock, Math.max(now, clock.readAt));
  return (
    <span role="timer" aria-live="off" className="whitespace-nowrap">
      {left === 0 ? 'Time is up' : minutesAndSeconds(left)}
      {left === 0 ? null : <span className="sr-only sm:not-sr-only"> left</span>}
    </span>
  );
}

function Saved({ delivery: { state, kept } }: { delivery: Delivery }) {
  const slow = useSlow(state === 'saving');
  if (state === 'offline') {
    return (
      <span className="inline-flex items-center gap-1 text-unclear" role="status">
        <CloudOff aria-hidden className="size-4" /> offline
        <span className="sr-only sm:not-sr-only sm:-ml-1">: {plural(kept, 'piece')} kept on this device</span>
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-1">
      {slow ? <CloudUpload aria-hidden className="size-4" /> : <Check aria-hidden className="size-4" />}
      <span className="sr-only sm:not-sr-only">{slow ? 'saving' : 'saved'}</span>
    </span>
  );
}

/** A save that takes a moment is not worth a flicker. */
function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), 1_000);
    return () => clearTimeout(timer);
  }, [busy]);
  return slow;
}
