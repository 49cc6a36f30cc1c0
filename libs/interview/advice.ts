// advice.ts: what was good and what would help most, in words that point at the person's own answers.
import type { Findings, ReportQuestion } from '@mockverse/contracts/interview';
import { lowerFirst } from './reasons';

/** More than three of either is not read. */
const AT_MOST = 3;

/** What would move this one answer up, the heaviest first. */
export function wouldMoveUp(findings: Findings, must: readonly string[]): string[] {
  const wrong = findings.misconceptions.map((one) => `Correct this: ${one.correction}`);
  const gaps = findings.signals
    .filter((finding) => finding.status !== 'covered')
    .sort((a, b) => Number(must.includes(b.signal)) - Number(must.includes(a.signal)) || b.weight - a.weight)
    .map((finding) =>
      finding.status === 'missing'
        ? `Not heard yet: ${lowerFirst(finding.label)}.`
        : `Only touched on: ${lowerFirst(finding.label)}.`,
    );
  const style = findings.clarity.filter((check) => check.status === 'missing').map((check) => STYLE[check.check]);
  return [...wrong, ...gaps, ...style];
}

const STYLE = {
  direct: 'Answer the question in your first sentence, then explain.',
  structured: 'Put your points in an order and say it: first, then, finally.',
  concrete: 'Give one example, number or name from real work.',
} as const;

export function strengths(questions: readonly ReportQuestion[]): string[] {
  const covered = questions.flatMap((one) => one.findings.filter((finding) => finding.status === 'covered'));
  const unique = [...new Map(covered.map((finding) => [finding.label, finding])).values()];
  return unique
    .sort((a, b) => b.weight - a.weight)
    .slice(0, AT_MOST)
    .map((finding) => finding.label);
}

/** Wrong claims first, then the heaviest gaps that no follow-up closed, then how it was put. */
export function nextSteps(questions: readonly ReportQuestion[]): string[] {
  const judged = questions.filter((one) => one.judgement === 'judged');
  const closed = new Set(
    judged.flatMap((one) => one.findings.filter((f) => f.status === 'covered').map((f) => `${one.record} ${f.signal}`)),
  );
  const wrong = judged.flatMap((one) => one.misconceptions.map((each) => `Correct this: ${each.correction}`));
  const gaps = judged
    .flatMap((one) => one.findings.filter((f) => f.status !== 'covered' && !closed.has(`${one.record} ${f.signal}`)))
    .sort((a, b) => b.weight - a.weight)
    .map((finding) => finding.label);
  return [...new Set([...wrong, ...gaps, ...habits(judged)])].slice(0, AT_MOST);
}

function habits(judged: readonly ReportQuestion[]): string[] {
  return (['direct', 'structured', 'concrete'] as const)
    .filter(
      (check) =>
        judged.length > 1 &&
        judged.filter((one) => one.clarity.some((c) => c.check === check && c.status === 'missing')).length * 2 > judged.length,
    )
    .map((check) => STYLE[check]);
}
