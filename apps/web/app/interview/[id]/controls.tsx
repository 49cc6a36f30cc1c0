'use client';
// controls.tsx: the four things you can do in your turn, and where the keys are explained.
import type { Turn } from '@mockverse/contracts/interview';
import { Keyboard } from 'lucide-react';
import { Button } from '../../../ui/button';
import type { Present } from '../../../ui/presence';

interface ControlsProps {
  act: {
    done: () => void;
    repeat: () => void;
    moment: () => void;
    swap: () => void;
    help: () => void;
    hold: () => void;
    resume: () => void;
  };
  presence: Present;
  turn: Turn | undefined;
  canMoment: boolean;
  inMoment: boolean;
  /** False: this browser cannot hear. */
  canSpeak: boolean;
}

export function Controls({ act, presence, turn, canMoment, inMoment, canSpeak }: ControlsProps) {
  if (presence === 'paused') return <WhilePaused onResume={act.resume} />;
  const floor = presence === 'listening' || presence === 'typing';
  return (
    // While typing they follow the text: on a small screen they would cover it.
    <div
      className={`bottom-0 mt-2 grid grid-cols-2 items-center gap-2 bg-paper py-3 sm:sticky sm:flex ${presence === 'typing' ? '' : 'sticky'}`}
    >
      {presence === 'speaking' ? (
        <Button onClick={act.hold}>Answer now</Button>
      ) : (
        <Button strength="main" onClick={act.done} disabled={!floor}>
          I’m done
        </Button>
      )}
      <Button onClick={act.repeat} disabled={!floor || turn?.state !== 'open'}>
        Repeat
      </Button>
      <Button onClick={act.moment} disabled={!canMoment || inMoment}>
        Give me a moment
      </Button>
      {canSpeak ? (
        <Button onClick={act.swap} disabled={presence === 'ended'}>
          {presence === 'typing' ? 'Speak instead' : 'Type instead'}
        </Button>
      ) : null}
      <Button
        strength="quiet"
        onClick={act.help}
        aria-label="Keyboard help"
        title="Keyboard help (?)"
        className="ml-auto size-11 px-0 pointer-coarse:hidden"
      >
        <Keyboard aria-hidden className="size-5" />
      </Button>
    </div>
  );
}

function WhilePaused({ onResume }: { onResume: () => void }) {
  return (
    <div className="mt-4 flex items-center gap-4">
      <Button strength="main" onClick={onResume}>
        Go on
      </Button>
      <p className="text-15 text-soft">The clock stands still. Come back whenever you like.</p>
    </div>
  );
}
