// evidence.ts: everything that was found in an answer, in one list, each with the place it rests on.
import type { ReportQuestion, SignalStatus } from '@mockverse/contracts/interview';
import type { Quote } from '../../../ui/highlights';
import { CHECK_WORDS } from '../../../ui/verdict-words';

export interface Evidence {
  key: string;
  group: 'expected' | 'wrong' | 'clarity';
  label: string;
  status: SignalStatus;
  quote: Quote | null;
}

export function evidenceOf({ findings, misconceptions, clarity }: ReportQuestion): Evidence[] {
  return [
    ...findings.map(
      (f): Evidence => ({
        key: `s-${f.signal}`,
        group: 'expected',
        label: f.label,
        status: f.status,
        quote: at(`s-${f.signal}`, f),
      }),
    ),
    ...misconceptions.map(
      (m, i): Evidence => ({
        key: `m-${m.id}-${i}`,
        group: 'wrong',
        label: m.correction,
        status: 'missing',
        quote: at(`m-${m.id}-${i}`, m),
      }),
    ),
    ...clarity.map(
      (c): Evidence => ({
        key: `c-${c.check}`,
        group: 'clarity',
        label: CHECK_WORDS[c.check],
        status: c.status,
        quote: at(`c-${c.check}`, c),
      }),
    ),
  ];
}

const at = (key: string, { start, end }: { start: number | null; end: number | null }): Quote | null =>
  start === null || end === null ? null : { key, start, end };
