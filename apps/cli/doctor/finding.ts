// finding.ts: what one check found, and how it is said to a person.
import colours from 'picocolors';

export interface CheckResult {
  check: string;
  state: 'ok' | 'warn' | 'fail';
  says: string;
  /** What to do about it. */
  mend?: string;
}

export const ok = (check: string, says: string): CheckResult => ({ check, state: 'ok', says });
export const warn = (check: string, says: string, mend: string): CheckResult => ({ check, state: 'warn', says, mend });
export const fail = (check: string, says: string, mend: string): CheckResult => ({ check, state: 'fail', says, mend });

const PAINT = { ok: colours.green, warn: colours.yellow, fail: colours.red };

export const asLine = ({ check, state, says, mend }: CheckResult): string =>
  `${PAINT[state](state.padEnd(4))}  ${check.padEnd(12)} ${says}${mend ? `\n${' '.repeat(19)}${mend}` : ''}`;

export const messageOf = (error: unknown): string => {
  const several = error instanceof AggregateError ? error.errors.map(messageOf).join('; ') : '';
  return several || (error instanceof Error ? error.message || error.name : String(error));
};
