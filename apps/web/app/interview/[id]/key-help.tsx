'use client';
// key-help.tsx: which keys do what, and the switch that turns them off.
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';

const KEYS: [string, string][] = [
  ['Space', 'Hold it to come in while the interviewer speaks'],
  ['D', 'I’m done'],
  ['R', 'Repeat the question'],
  ['M', 'Give me a moment'],
  ['T', 'Type or speak'],
  ['Ctrl or ⌘ + Enter', 'Send a typed answer'],
  ['?', 'This list'],
];

interface KeyHelpProps {
  open: boolean;
  onClose: () => void;
  on: boolean;
  onSwitch: (on: boolean) => void;
}

export function KeyHelp({ open, onClose, on, onSwitch }: KeyHelpProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Keys">
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-15">
        {KEYS.map(([key, what]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-[4px] border border-line bg-sunk px-2 py-0.5 font-sans text-13 font-medium whitespace-nowrap">
                {key}
              </kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-13 text-soft">
        Keys rest while you type. If you control the computer by voice, switch the single keys off.
      </p>
      <label className="mt-3 flex min-h-11 items-center gap-3 text-15">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => onSwitch(event.target.checked)}
          className="size-6 accent-accent"
        />
        Single keys are on
      </label>
      <Button className="mt-4" onClick={onClose}>
        Close
      </Button>
    </Dialog>
  );
}
