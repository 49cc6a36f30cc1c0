// signals.ts: judges each expected signal and each known misconception by the evidence in the answer.
import type { Finding, Misconception, SignalStatus } from '@mockverse/contracts/interview';
import { bestEvidence, type Evidence } from './evidence';
import type { Heard } from './heard';
import { claimOf, phrasingOf } from './phrasing';
import { quoteAround } from './quoting';
import type { QuestionRecord, Signal } from './record';

export function judgeSignal(heard: Heard, signal: Signal): Finding {
  const found = signal.requirements.map((requirement) => bestEvidence(heard, requirement.says.map(phrasingOf)));
  const status = together(found.map((evidence) => evidence?.status ?? 'missing'));
  const shown = found.filter((evidence) => evidence !== null && evidence.status !== 'missing');
  const quoted = shown.find((evidence) => evidence?.status === 'covered') ?? shown[0];
  const base = { signal: signal.id, label: signal.label, weight: signal.weight, status };
  if (!quoted || status === 'missing') return { ...base, status: 'missing', quote: null, start: null, end: null };
  return { ...base, ...quoteAround(heard, quoted.first, quoted.last) };
}

/** All requirements shown: covered. Some: unclear. None: missing. */
function together(statuses: readonly SignalStatus[]): SignalStatus {
  if (statuses.every((status) => status === 'covered')) return 'covered';
  return statuses.some((status) => status !== 'missing') ? 'unclear' : 'missing';
}

/** Only a claim that is made in full, and not denied, is held against anyone. */
export function findMisconceptions(heard: Heard, record: QuestionRecord): Misconception[] {
  return record.misconceptions.flatMap((wrong) => {
    const evidence: Evidence | null = bestEvidence(heard, wrong.says.map(claimOf));
    if (evidence?.status !== 'covered') return [];
    return [{ id: wrong.id, ...quoteAround(heard, evidence.first, evidence.last), correction: wrong.correction }];
  });
}
