// triggers.ts: what in an answer is worth a follow-up.
import type { Finding, Findings, Level, Trigger } from '@mockverse/contracts/interview';
import type { TriggerFound } from '@mockverse/interview/reading';
import type { Heard } from './heard';
import type { QuestionRecord, Signal } from './record';
import { stemOf } from './tokens';

const COSTS =
  /\b(?:but|cost|costs|price|downside|drawback|disadvantage|trade-?offs?|however|on the other hand|slower|depends|at the expense|overhead|worse|risk|harder|wouldn'?t|instead)\b/i;
const MEASURED =
  /\d|\b(?:percent|milliseconds?|seconds?|minutes?|hours?|days?|times|twice|half|thousand|million|p9\d|percentile|median|average)\b/i;
const VAGUE =
  /\b(?:stuff|things?|somehow|some kind|kind of|sort of|whatever|and so on|etc|something like that|you know|basically|a lot|better|good|nice)\b/gi;
const WE = /\b(?:we|our|us|we'\w+)\b/gi;
const I = /\b(?:i|my|me|i'\w+)\b/gi;
const I_THINK = /\bi (?:think|guess|believe|mean|suppose)\b/gi;

/** A senior is expected to say more before it counts as short. */
const SHORT: Record<Level, number> = { junior: 12, mid: 16, senior: 20 };
const ENOUGH_TO_BE_OFF_TOPIC = 12;

export function triggersOf(
  heard: Heard,
  findings: Findings,
  record: QuestionRecord,
  expected: readonly Signal[],
  level: Level,
): TriggerFound[] {
  const shown = findings.signals.filter((finding) => finding.status !== 'missing');
  const isOffTopic =
    heard.words >= ENOUGH_TO_BE_OFF_TOPIC &&
    shown.length === 0 &&
    findings.misconceptions.length === 0 &&
    !touchesTopic(heard, record);
  const isShort = heard.words < SHORT[level] && shown.length < findings.signals.length;
  const main = shown[0]?.quote ?? null;
  return [
    ...findings.misconceptions.map((wrong): TriggerFound => ({ trigger: 'wrong-claim', signals: [], quote: wrong.quote })),
    ...when(isOffTopic, 'off-topic', null),
    ...when(isShort, 'too-short', heard.text.trim() || null),
    ...gaps(findings.signals, expected, main),
    ...vague(heard, findings.signals),
    ...when(!COSTS.test(heard.text), 'no-trade-off', main),
    ...when(!MEASURED.test(heard.text), 'missing-metric', main),
    ...when(hidesBehindWe(heard.text), 'we-without-i', heard.text.match(WE)?.[0] ?? null),
  ];
}

const when = (holds: boolean, trigger: Trigger, quote: string | null): TriggerFound[] =>
  holds ? [{ trigger, signals: [], quote }] : [];

/** Missing signals, must-haves first, then by weight; a follow-up on the heaviest gap exposes most. */
function gaps(findings: readonly Finding[], expected: readonly Signal[], quote: string | null): TriggerFound[] {
  const must = new Set(expected.filter((signal) => signal.must).map((signal) => signal.id));
  const open = findings.filter(
    (finding) => finding.status === 'missing' || (finding.status === 'unclear' && must.has(finding.signal)),
  );
  const value = (finding: Finding): number =>
    (must.has(finding.signal) ? 10 : 0) + (finding.status === 'missing' ? 5 : 0) + finding.weight;
  const signals = open.sort((a, b) => value(b) - value(a)).map((finding) => finding.signal);
  return signals.length > 0 ? [{ trigger: 'missing-signal', signals, quote }] : [];
}

function vague(heard: Heard, findings: readonly Finding[]): TriggerFound[] {
  const unclear = findings.filter((finding) => finding.status === 'unclear');
  const hedges = heard.text.match(VAGUE)?.length ?? 0;
  const isVague = unclear.length > 0 || hedges >= 2;
  return isVague
    ? [{ trigger: 'vague', signals: unclear.map((finding) => finding.signal), quote: unclear[0]?.quote ?? null }]
    : [];
}

function hidesBehindWe(text: string): boolean {
  const own = (text.match(I)?.length ?? 0) - (text.match(I_THINK)?.length ?? 0);
  return (text.match(WE)?.length ?? 0) >= 2 && own === 0;
}

/** Two words of the question or of the record's vocabulary: the person is at least in the right place. */
function touchesTopic(heard: Heard, record: QuestionRecord): boolean {
  const vocabulary = new Set(
    record.vocabulary.flatMap((term) =>
      term
        .toLowerCase()
        .split(/[\s-]+/)
        .map(stemOf),
    ),
  );
  const touched = new Set(
    heard.tokens.filter((t) => !t.isFunction && (vocabulary.has(t.stem) || heard.question.has(t.stem))).map((t) => t.stem),
  );
  return touched.size >= 2;
}
