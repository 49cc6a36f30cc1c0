// score.ts: turns findings into three scores from 1 to 5. No model, no clock, no database.
import type { ClarityCheck, Finding, Findings, Scores, SignalStatus } from '@mockverse/contracts/interview';

/** Part of every grade; a change of the arithmetic below is a new version. */
export const RUBRIC_VERSION = 'rubric-1';

/**
 * What the numbers mean.
 * completeness       1: nothing of what was asked for · 3: half of it by weight · 5: all of it. A must-have that is missing holds it at 3.5.
 * technicalAccuracy  1: what was said is wrong · 3: right on about half of what matters, or right and wrong mixed · 5: right throughout. Null: nothing was claimed.
 * clarity            1: no direct answer, no order, nothing concrete · 3: half of these · 5: all three.
 */
export const ANCHORS = { lowest: 1, middle: 3, highest: 5 } as const;

const WORTH: Record<SignalStatus, number> = { covered: 1, unclear: 0.5, missing: 0 };
const COMPLETENESS_WITHOUT_A_MUST = 3.5;
/** A vague mention is nearer to not knowing than to knowing. */
const WORTH_OF_A_VAGUE_CLAIM = 0.3;
/** One wrong claim weighs as much as this share of all that was asked for. */
const WEIGHT_OF_A_MISCONCEPTION = 0.3;
/** Where accuracy stands before anything is said; the more of the weight is talked about, the less it holds: one right remark is not mastery. */
const BEFORE_EVIDENCE = 0.25;

/** `must` holds the ids of the signals that a full answer cannot do without. */
export function scoreAnswer(findings: Findings, must: readonly string[] = []): Scores {
  return {
    technicalAccuracy: technicalAccuracy(findings.signals, findings.misconceptions.length),
    clarity: clarity(findings.clarity),
    completeness: completeness(findings.signals, must),
  };
}

function completeness(signals: readonly Finding[], must: readonly string[]): number | null {
  const total = weightOf(signals);
  if (total === 0) return null;
  const share = signals.reduce((sum, signal) => sum + signal.weight * WORTH[signal.status], 0) / total;
  const lacksMust = signals.some((signal) => signal.status === 'missing' && must.includes(signal.signal));
  return onScale(share, lacksMust ? COMPLETENESS_WITHOUT_A_MUST : ANCHORS.highest);
}

function technicalAccuracy(signals: readonly Finding[], misconceptions: number): number | null {
  const total = weightOf(signals);
  const right = weightOf(signals, 'covered');
  const vague = weightOf(signals, 'unclear');
  const wrong = misconceptions * WEIGHT_OF_A_MISCONCEPTION * (total || 1);
  const said = right + vague + wrong;
  if (said === 0) return null;
  const share = (right + WORTH_OF_A_VAGUE_CLAIM * vague) / said;
  const trust = Math.min(1, said / (total || 1));
  return onScale(BEFORE_EVIDENCE + trust * (share - BEFORE_EVIDENCE), ANCHORS.highest);
}

function clarity(checks: readonly ClarityCheck[]): number | null {
  if (checks.length === 0) return null;
  return onScale(checks.reduce((sum, check) => sum + WORTH[check.status], 0) / checks.length, ANCHORS.highest);
}

const weightOf = (signals: readonly Finding[], status?: SignalStatus): number =>
  signals.filter((signal) => status === undefined || signal.status === status).reduce((sum, signal) => sum + signal.weight, 0);

const onScale = (share: number, limit: number): number => Math.min(limit, oneDecimal(ANCHORS.lowest + 4 * share));

export const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

/** The mean of those axes that were judged, or null. */
export function meanScore(scores: Scores): number | null {
  const judged = [scores.technicalAccuracy, scores.clarity, scores.completeness].filter((score) => score !== null);
  return judged.length === 0 ? null : judged.reduce((sum, score) => sum + score, 0) / judged.length;
}
