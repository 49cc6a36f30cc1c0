// to-ask.ts: what one planned question asks, in the record's own words, and which words of the candidate it takes up.
import { readAnswer } from '@mockverse/bank/match';
import type { QuestionRecord } from '@mockverse/bank/record';
import type { Trigger } from '@mockverse/contracts/interview';
import type { QuestionBrief } from './engine';

export interface ToAsk {
  /** One point, without the candidate's words; a closing word for `closing`. */
  ask: string;
  /** The candidate's own words to take up, verbatim and short. */
  quote: string | null;
}

export const CLOSING = 'That was my last question. Thank you for your time: I am now writing your report.';
const OPENING =
  'Welcome, and thank you for taking the time. What have you been working on lately, and which part of it was yours?';

/** For a follow-up that the record has no words for. */
const IN_GENERAL: Record<Trigger, string> = {
  'missing-metric': 'Which number would show that it worked?',
  vague: 'Could you make that concrete with one example?',
  'no-trade-off': 'What does that cost, and when would you decide against it?',
  'we-without-i': 'Which part of that did you do yourself?',
  'wrong-claim': 'What makes you sure of that?',
  'too-short': 'Could you say more about how you would go about it?',
  'off-topic': 'Let us come back to the question.',
  'missing-signal': 'What else would you look at here?',
};

export function toAsk(brief: QuestionBrief): ToAsk {
  const { plan, record } = brief;
  if (plan.kind === 'closing') return { ask: CLOSING, quote: null };
  if (plan.kind === 'opening' || !record) return { ask: OPENING, quote: null };
  switch (plan.kind) {
    case 'lead':
      return { ask: record.spoken, quote: null };
    case 'stretch':
      return { ask: record.stretch.ask, quote: null };
    case 'easier':
      return { ask: record.easier.ask, quote: null };
    case 'probe':
      return probe(brief, record, plan.trigger);
  }
}

function probe(brief: QuestionBrief, record: QuestionRecord, trigger: Trigger | null): ToAsk {
  const worded = probeOf(record, trigger, brief.plan.signals);
  if (worded)
    return { ask: withoutQuote(worded.ask), quote: worded.ask.includes('{quote}') ? quoteFor(brief, record, trigger) : null };
  const general = IN_GENERAL[trigger ?? 'missing-signal'];
  return { ask: trigger === 'off-topic' ? `${general} ${record.spoken}` : general, quote: null };
}

/** The probe that the plan means: the same trigger and signals, else the trigger alone. */
function probeOf(
  record: QuestionRecord,
  trigger: Trigger | null,
  signals: readonly string[],
): QuestionRecord['probes'][number] | undefined {
  const sameTrigger = record.probes.filter((p) => p.trigger === trigger);
  return (
    sameTrigger.find((p) => p.signals.join(' ') === signals.join(' ')) ??
    sameTrigger.find((p) => p.signals.some((s) => signals.includes(s))) ??
    sameTrigger[0]
  );
}

/** The sentence that needs the quote is left out: `You said {quote}.` says nothing without it. */
function withoutQuote(ask: string): string {
  const sentences = ask.match(/[^.!?]+[.!?]+\s*|[^.!?]+$/g) ?? [];
  const plain = sentences.filter((sentence) => !sentence.includes('{quote}')).join('');
  return plain.trim() || ask.replaceAll('{quote}', 'that').trim();
}

/** Fewer words are no quote worth hearing ("we"), more are a recital. */
const FEWEST_WORDS = 3;
const MOST_WORDS = 12;

function quoteFor(brief: QuestionBrief, record: QuestionRecord, trigger: Trigger | null): string | null {
  const last = brief.past.at(-1);
  if (!last) return null;
  const signals = [...record.signals, ...record.stretch.signals].map((s) => s.id);
  const { triggers } = readAnswer({ answer: last.answer, question: last.question, record, signals, level: brief.level });
  const found = triggers.filter((t) => t.trigger === trigger && t.quote !== null);
  const aimed = found.find((t) => t.signals.some((s) => brief.plan.signals.includes(s))) ?? found[0];
  return aimed?.quote ? speakable(aimed.quote) : null;
}

function speakable(quote: string): string | null {
  const words = quote.trim().split(/\s+/);
  if (words.length < FEWEST_WORDS) return null;
  const short = words
    .slice(0, MOST_WORDS)
    .join(' ')
    .replace(/[\s,;:.!?–-]+$/, '');
  // Read aloud and shown: brackets and marks could be taken for something else.
  return /[<>{}[\]`|\\]|https?:/.test(short) ? null : short;
}
