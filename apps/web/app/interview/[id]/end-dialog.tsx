'use client';
// end-dialog.tsx: ending cannot be taken back, so it is asked once.
import { useState } from 'react';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';

export function EndDialog({ open, onClose, onEnd }: { open: boolean; onClose: () => void; onEnd: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const end = async () => {
    setBusy(true);
    await onEnd();
    setBusy(false);
    onClose();
  };
  return (
    <Dialog open={open} onClose={onClose} title="End the interview?">
      <p className="mt-2 text-15 text-soft">
        Every answer is graded, including the one you are giving now. You cannot return to this interview.
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <Button strength="danger" onClick={() => void end()} disabled={busy}>
          {busy ? 'Ending…' : 'End and see the report'}
        </Button>
        <Button onClick={onClose} disabled={busy}>
          Keep going
        </Button>
      </div>
    </Dialog>
  );
}
