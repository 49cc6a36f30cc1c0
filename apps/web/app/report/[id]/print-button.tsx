'use client';
// print-button.tsx: the report on paper or as a PDF.
import { Printer } from 'lucide-react';
import { Button } from '../../../ui/button';

export function PrintButton() {
  return (
    <Button strength="quiet" className="no-print max-sm:hidden" onClick={() => print()}>
      <Printer aria-hidden className="size-4" />
      Print
    </Button>
  );
}
