'use client';
// dialog.tsx: the browser's own dialog: it keeps the focus inside and closes with Escape.
import { type ReactNode, useEffect, useRef } from 'react';

export function Dialog({
  open,
  onClose,
  title,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-label={title}
      className="m-auto w-[min(32rem,calc(100vw-2.5rem))] rounded-m border border-line bg-raised p-6 text-ink"
    >
      {open ? (
        <>
          <h2 className="text-21">{title}</h2>
          {children}
        </>
      ) : null}
    </dialog>
  );
}
