// thread.ts: one lead question with its follow-ups, and the evidence they gave together.
import type { SignalStatus } from '@mockverse/contracts/interview';
import type { AnsweredTurn } from './reading';
import type { RecordView, SignalView } from './record-view';

export interface Thread {
  record: RecordView;
  turns: AnsweredTurn[];
  /** Which lead of the interview this is, from 1. */
  lead: number;
}

/** The lead that is being talked about, or null before the first one. */
export function currentThread(past: readonly AnsweredTurn[], shelf: readonly RecordView[]): Thread | null {
  const start = past.findLastIndex((turn) => turn.plan.kind === 'lead');
  if (start < 0) return null;
  const record = shelf.find((view) => view.id === past[start]?.plan.record);
  if (!record) return null;
  return { record, turns: past.slice(start), lead: leadsAsked(past) };
}

export const leadsAsked = (past: readonly AnsweredTurn[]): number => past.filter((turn) => turn.plan.kind === 'lead').length;

export const asked = (thread: Thread, kind: AnsweredTurn['plan']['kind']): number =>
  thread.turns.filter((turn) => turn.plan.kind === kind).length;

const RANK: Record<SignalStatus, number> = { missing: 0, unclear: 1, covered: 2 };

/** The better of two looks at one signal: said once is said. */
export const better = (a: SignalStatus, b: SignalStatus): SignalStatus => (RANK[a] >= RANK[b] ? a : b);

/** Best status of every signal over all answers of the thread. */
export function evidence(thread: Thread): Map<string, SignalStatus> {
  const best = new Map<string, SignalStatus>();
  for (const turn of thread.turns) {
    for (const finding of turn.reading?.findings.signals ?? []) {
      best.set(finding.signal, better(finding.status, best.get(finding.signal) ?? 'missing'));
    }
  }
  return best;
}

/** What the lead asked for and nobody has shown yet: must-haves first, then the heaviest. */
export function gaps(thread: Thread): string[] {
  const best = evidence(thread);
  const open = thread.record.signals.filter((signal) => best.get(signal.id) !== 'covered');
  return open.sort((a, b) => Number(b.must) - Number(a.must) || b.weight - a.weight).map((signal) => signal.id);
}

const WORTH: Record<SignalStatus, number> = { covered: 1, unclear: 0.5, missing: 0 };

/** Share of the lead's signals that was shown, by weight, from 0 to 1. */
export function shownShare(signals: readonly SignalView[], best: ReadonlyMap<string, SignalStatus>): number {
  const total = signals.reduce((sum, signal) => sum + signal.weight, 0);
  const shown = signals.reduce((sum, signal) => sum + signal.weight * WORTH[best.get(signal.id) ?? 'missing'], 0);
  return total === 0 ? 0 : shown / total;
}

/** An answer that showed next to nothing of what it was asked for. */
export function isWeak(turn: AnsweredTurn): boolean {
  const { reading } = turn;
  if (!reading) return false;
  if (reading.judgement !== 'judged') return true;
  const total = reading.findings.signals.reduce((sum, finding) => sum + finding.weight, 0);
  const shown = reading.findings.signals.reduce((sum, finding) => sum + finding.weight * WORTH[finding.status], 0);
  return shown < 0.2 * total;
}
