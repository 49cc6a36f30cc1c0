// match.ts: reads an answer without a model: which expected signals it shows, what is wrong, what is worth a follow-up.
import type { Findings, Level } from '@mockverse/contracts/interview';
import type { Declined, Reading } from '@mockverse/interview/reading';
import { clarityOf } from './clarity';
import { declined } from './declined';
import { hear } from './heard';
import type { QuestionRecord, Signal } from './record';
import { findMisconceptions, judgeSignal } from './signals';
import { triggersOf } from './triggers';

export interface AnswerToRead {
  /** Verbatim: quotes are spans of it in UTF-16 units. */
  answer: string;
  /** As it was asked: repeating it is no evidence. */
  question: string;
  record: QuestionRecord;
  /** Ids of the signals this turn is graded on, of the record or of its stretch. */
  signals: readonly string[];
  level: Level;
}

export function readAnswer({ answer, question, record, signals, level }: AnswerToRead): Reading {
  const expected = signalsOf(record, signals);
  const heard = hear(answer, question);
  const found = expected.map((signal) => judgeSignal(heard, signal));
  const findings: Findings = {
    signals: found,
    misconceptions: findMisconceptions(heard, record),
    clarity: clarityOf(heard, found),
    droppedQuotes: 0,
  };
  const refusal = found.some((finding) => finding.status === 'covered') ? null : declined(answer);
  return {
    findings,
    triggers: triggersOf(heard, findings, record, expected, level),
    declined: refusal,
    ...judge(findings, refusal, heard.words),
  };
}

/** The signals a turn is graded on, in the order of the record; a stretch brings signals of its own. */
export function signalsOf(record: QuestionRecord, ids: readonly string[]): Signal[] {
  return [...record.signals, ...record.stretch.signals].filter((signal) => ids.includes(signal.id));
}

const DECLINED: Record<Declined, string> = {
  'nothing-said': 'Nothing was said, so there is nothing to judge.',
  'does-not-know': 'You said you do not know. That is not scored.',
  skips: 'You skipped this question. That is not scored.',
};

type Judged = Pick<Reading, 'judgement' | 'judgementReason'>;

function judge(findings: Findings, refusal: Declined | null, words: number): Judged {
  if (refusal) return { judgement: 'not-answered', judgementReason: DECLINED[refusal] };
  const count = (status: string): number => findings.signals.filter((finding) => finding.status === status).length;
  if (count('missing') === findings.signals.length && findings.misconceptions.length === 0) {
    return { judgement: 'not-enough-evidence', judgementReason: words < TOO_FEW ? TOO_SHORT : NOTHING_MATCHED };
  }
  const wrong = findings.misconceptions.length;
  const claims = wrong === 0 ? '' : ` ${wrong === 1 ? 'One claim is' : `${wrong} claims are`} not right.`;
  return {
    judgement: 'judged',
    judgementReason: `Of ${findings.signals.length} expected points ${count('covered')} shown, ${count('unclear')} in part, ${count('missing')} not.${claims}`,
  };
}

const TOO_FEW = 12;
const TOO_SHORT = 'The answer is too short to judge.';
const NOTHING_MATCHED = 'Nothing in the answer could be matched to what was asked, so it is not scored.';
