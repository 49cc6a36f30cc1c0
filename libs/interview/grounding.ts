// grounding.ts: keeps only what the answer really says: a quote that is not there verbatim is dropped and counted.
import type { ClarityCheck, Finding, Findings } from '@mockverse/contracts/interview';

interface Quoted {
  quote: string | null;
  start: number | null;
  end: number | null;
}

export const isVerbatim = ({ quote, start, end }: Quoted, answer: string): boolean =>
  quote !== null && quote !== '' && start !== null && end !== null && answer.slice(start, end) === quote;

/** Evidence without a quote that holds is no evidence: covered becomes missing, a wrong claim disappears. */
export function grounded(findings: Findings, answer: string): Findings {
  const signals = findings.signals.map((finding) => keep(finding, answer));
  const clarity = findings.clarity.map((check) => keepQuote(check, answer));
  const misconceptions = findings.misconceptions.filter((wrong) => isVerbatim(wrong, answer));
  const dropped = [...findings.signals, ...findings.clarity, ...findings.misconceptions].filter(
    (quoted) => quoted.quote !== null && !isVerbatim(quoted, answer),
  ).length;
  return { signals, misconceptions, clarity, droppedQuotes: findings.droppedQuotes + dropped };
}

function keep(finding: Finding, answer: string): Finding {
  if (finding.status === 'missing' || isVerbatim(finding, answer))
    return finding.quote === null ? finding : keepQuote(finding, answer);
  return { ...finding, status: 'missing', quote: null, start: null, end: null };
}

/** How an answer is put may be judged from the whole of it, so a clarity check stands without its quote. */
function keepQuote<T extends Finding | ClarityCheck>(quoted: T, answer: string): T {
  return quoted.quote === null || isVerbatim(quoted, answer) ? quoted : { ...quoted, quote: null, start: null, end: null };
}
