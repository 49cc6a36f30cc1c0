// evidence.ts: turns a model's reply into findings: every quote is found in the answer, or dropped and counted.
import { signalsOf } from '@mockverse/bank/match';
import {
  CLARITY_CHECKS,
  type ClarityCheck,
  type Finding,
  type Findings,
  type Misconception,
} from '@mockverse/contracts/interview';
import type { GradingBrief } from './engine';
import { locate, type Span } from './locate';
import type { FindingsReply } from './prompts/grading';

export interface Evidence {
  findings: Findings;
  /** Quotes the model gave for signals and misconceptions, and how many of them do not hold. */
  quotes: { given: number; dropped: number };
  /** Signals of the brief that the model spoke of. */
  answered: number;
}

const NOWHERE = { quote: null, start: null, end: null } as const;

/**
 * A signal without a quote that holds is `missing`, whatever status the model gave it: half a credit for words that
 * were never said would reward whoever talks the model into it. Unknown ids are dropped; signals left out are missing.
 */
export function toFindings(reply: FindingsReply, brief: GradingBrief): Evidence {
  const quotes = new QuoteFinder(brief.answer);
  const expected = signalsOf(brief.record, brief.signals);
  const said = new Map(reply.signals.map((s) => [s.signal, s]));
  const signals = expected.map(({ id, label, weight }): Finding => {
    const { status = 'missing', quote = '' } = said.get(id) ?? {};
    const span = status === 'missing' ? null : quotes.find(quote);
    return { signal: id, label, weight, ...(span ? { status, ...span } : { status: 'missing', ...NOWHERE }) };
  });
  const wrong = misconceptions(reply, brief, quotes);
  const { given, dropped } = quotes;
  return {
    findings: { signals, misconceptions: wrong, clarity: clarity(reply, quotes), droppedQuotes: quotes.dropped },
    quotes: { given, dropped },
    answered: expected.filter(({ id }) => said.has(id)).length,
  };
}

function misconceptions(reply: FindingsReply, brief: GradingBrief, quotes: QuoteFinder): Misconception[] {
  return brief.record.misconceptions.flatMap(({ id, correction }) => {
    const claimed = reply.misconceptions.find((m) => m.misconception === id);
    const span = claimed ? quotes.find(claimed.quote) : null;
    return span ? [{ id, correction, ...span }] : [];
  });
}

/** How an answer is put may be judged from the whole of it: a check keeps its status without a quote. */
function clarity(reply: FindingsReply, quotes: QuoteFinder): ClarityCheck[] {
  return CLARITY_CHECKS.map((check): ClarityCheck => {
    const { status = 'unclear', quote = '' } = reply.clarity.find((c) => c.check === check) ?? {};
    return { check, status, ...((status === 'missing' ? null : quotes.find(quote)) ?? NOWHERE) };
  });
}

/** Words that address whoever grades are in the answer, but they are evidence of nothing. */
const ADDRESSES_THE_GRADER =
  /\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instructions?|rules?|prompt|above|previous)\b|\b(?:mark|grade|score|rate|give|award)\b.{0,40}\b(?:covered|full marks|maximum|top score|perfect score|highest|10\s*\/\s*10|5\s*\/\s*5|all signals)\b|\bsystem prompt\b|\bend of (?:the )?(?:transcript|answer)\b|\byou are (?:now )?(?:the |an? )?(?:grader|assistant|evaluator|language model)\b/i;

class QuoteFinder {
  given = 0;
  dropped = 0;
  constructor(private readonly answer: string) {}

  find(quote: string): Span | null {
    if (quote.trim() === '') return null;
    this.given += 1;
    const span = ADDRESSES_THE_GRADER.test(quote) ? null : locate(this.answer, quote);
    if (!span) this.dropped += 1;
    return span;
  }
}
