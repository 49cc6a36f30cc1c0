// roll-up.ts: a lead question and its follow-ups become one set of findings, and all of them one set of scores.
import { CLARITY_CHECKS, type ClarityCheck, type Finding, type Findings, type Scores } from '@mockverse/contracts/interview';
import { oneDecimal, scoreAnswer } from './score';
import { better } from './thread';

/** Said in any of the answers counts as said; a wrong claim counts once. */
export function together(all: readonly Findings[]): Findings {
  const signals = new Map<string, Finding>();
  for (const finding of all.flatMap((one) => one.signals)) {
    const known = signals.get(finding.signal);
    if (!known || better(known.status, finding.status) !== known.status) signals.set(finding.signal, finding);
  }
  const misconceptions = new Map(all.flatMap((one) => one.misconceptions).map((wrong) => [wrong.id, wrong]));
  return {
    signals: [...signals.values()],
    misconceptions: [...misconceptions.values()],
    clarity: CLARITY_CHECKS.flatMap((check) => clearest(all, check)),
    droppedQuotes: all.reduce((sum, one) => sum + one.droppedQuotes, 0),
  };
}

function clearest(all: readonly Findings[], check: ClarityCheck['check']): ClarityCheck[] {
  const checks = all.flatMap((one) => one.clarity).filter((one) => one.check === check);
  const first = checks[0];
  if (!first) return [];
  return [checks.reduce((best, one) => (better(best.status, one.status) === best.status ? best : one), first)];
}

/** One record's scores over all its judged answers. */
export const scoreTogether = (all: readonly Findings[], must: readonly string[]): Scores => scoreAnswer(together(all), must);

/** Every question counts the same, however long it was talked about. */
export function meanScores(all: readonly Scores[]): Scores {
  const mean = (axis: keyof Scores): number | null => {
    const judged = all.map((scores) => scores[axis]).filter((score) => score !== null);
    return judged.length === 0 ? null : oneDecimal(judged.reduce((sum, score) => sum + score, 0) / judged.length);
  };
  return { technicalAccuracy: mean('technicalAccuracy'), clarity: mean('clarity'), completeness: mean('completeness') };
}
