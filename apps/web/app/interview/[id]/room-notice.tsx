'use client';
// room-notice.tsx: one line of news in a place that is always kept free for it.
import { useEffect } from 'react';
import { useLive } from '../../../ui/use-live';
import type { Room } from '../../../voice/room';

/** Long enough to read twice. */
const SHOWN_MS = 9_000;

export function RoomNotice({ room }: { room: Room }) {
  const notice = useLive(room.notice);
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(room.dismiss, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice, room]);
  return (
    <p role="status" className="min-h-12 text-15 leading-6 text-soft sm:min-h-6">
      {notice === null ? null : (
        <span key={notice} className="appear">
          {notice}
        </span>
      )}
    </p>
  );
}
