// follow-up.ts: decides what is asked next: a follow-up, something easier or harder, the next question, or goodbye.
import type { Mode, QuestionPlan, Trigger } from '@mockverse/contracts/interview';
import type { InterviewSoFar } from './interview-so-far';
import { leftMs, phase, plannedLeads, probesPerLead, shareIsSpent } from './lifecycle';
import { isOn, nextLead } from './next-lead';
import * as reasons from './reasons';
import type { RecordView } from './record-view';
import { asked, currentThread, evidence, gaps, isWeak, leadsAsked, shownShare, type Thread } from './thread';

/** The most telling first: what is wrong comes before what is missing, and that before how it was put. */
const BY_STRENGTH: readonly Trigger[] = [
  'wrong-claim',
  'off-topic',
  'too-short',
  'missing-signal',
  'vague',
  'no-trade-off',
  'missing-metric',
  'we-without-i',
];

export function decideNext(state: InterviewSoFar): QuestionPlan {
  if (phase(state.elapsedMs, state.minutes) === 'closing') return closing(reasons.CLOSING.time);
  const thread = currentThread(state.past, state.shelf);
  const stay = thread && stayOn(thread, state);
  return stay ?? moveOn(state);
}

/** Another question on the same record, or null when it has given what it will give. */
function stayOn(thread: Thread, state: InterviewSoFar): QuestionPlan | null {
  const last = thread.turns.at(-1);
  const reading = last?.reading;
  if (!last || !reading || reading.declined === 'skips') return null;
  if (last.plan.kind === 'easier' || last.plan.kind === 'stretch') return null;
  if (shareIsSpent(thread.lead, state.elapsedMs, state.minutes)) return null;
  if (isStuck(thread)) return easier(thread, reading.declined === 'does-not-know');
  if (isSufficient(thread)) return stretch(thread, state);
  return asked(thread, 'probe') < probesPerLead(state.minutes) ? probe(thread, state) : null;
}

/** "I don't know", or two answers in a row that showed next to nothing. */
function isStuck(thread: Thread): boolean {
  const [before, last] = thread.turns.slice(-2);
  if (before?.reading?.declined === 'does-not-know' || last?.reading?.declined === 'does-not-know') return true;
  return before !== undefined && last !== undefined && isWeak(before) && isWeak(last);
}

function easier(thread: Thread, doesNotKnow: boolean): QuestionPlan | null {
  if (asked(thread, 'easier') > 0) return null;
  return plan(thread.record, 'easier', null, thread.record.easier.signals, reasons.easier(doesNotKnow));
}

/** Every must-have is shown and most of the rest: more probing would only repeat. */
function isSufficient(thread: Thread): boolean {
  const best = evidence(thread);
  const musts = thread.record.signals.filter((signal) => signal.must);
  const lastIsWrong = (thread.turns.at(-1)?.reading?.findings.misconceptions.length ?? 0) > 0;
  return (
    !lastIsWrong && musts.every((signal) => best.get(signal.id) === 'covered') && shownShare(thread.record.signals, best) >= 0.75
  );
}

/** Two minutes: a harder question that nobody has time to answer is only discouraging. */
const STRETCH_NEEDS_MS = 120_000;

function stretch(thread: Thread, state: InterviewSoFar): QuestionPlan | null {
  const { record } = thread;
  const noRoom = leftMs(state.elapsedMs, state.minutes) < STRETCH_NEEDS_MS;
  if (noRoom || asked(thread, 'stretch') > 0) return null;
  return plan(
    record,
    'stretch',
    null,
    record.stretch.signals.map((signal) => signal.id),
    reasons.STRETCH,
  );
}

function probe(thread: Thread, state: InterviewSoFar): QuestionPlan | null {
  // Gaps are those of the whole thread: a follow-up's own answer is only read for the point it was asked about.
  const inLast = (thread.turns.at(-1)?.reading?.triggers ?? []).filter((one) => one.trigger !== 'missing-signal');
  const triggers = [...inLast, { trigger: 'missing-signal', signals: gaps(thread) }];
  for (const trigger of BY_STRENGTH) {
    const found = triggers.filter((one) => one.trigger === trigger);
    if (found.length === 0) continue;
    const signals = isRedirect(trigger)
      ? redirect(thread, trigger)
      : point(
          thread,
          trigger,
          found.flatMap((one) => one.signals),
        );
    if (signals) return plan(thread.record, 'probe', trigger, signals, probeReason(thread, trigger, signals, state.mode));
  }
  return null;
}

const isRedirect = (trigger: Trigger): boolean => trigger === 'off-topic' || trigger === 'too-short';

/** The question comes back once, whether or not the record has words of its own for that. */
function redirect(thread: Thread, trigger: Trigger): string[] | null {
  if (thread.turns.some((turn) => turn.plan.trigger !== null && isRedirect(turn.plan.trigger))) return null;
  const worded = thread.record.probes.find((one) => one.trigger === trigger);
  return worded?.signals ?? thread.turns[0]?.plan.signals ?? [];
}

/** The signals of the first probe on this trigger that can still expose something. */
function point(thread: Thread, trigger: Trigger, wanted: readonly string[]): string[] | null {
  const best = evidence(thread);
  const done = thread.turns.map((turn) => `${turn.plan.trigger} ${turn.plan.signals.join(' ')}`);
  const open = thread.record.probes.filter(
    (one) =>
      one.trigger === trigger &&
      !done.includes(`${trigger} ${one.signals.join(' ')}`) &&
      (trigger === 'wrong-claim' || one.signals.some((signal) => best.get(signal) !== 'covered')),
  );
  const aimed = wanted.map((signal) => open.find((one) => one.signals.includes(signal))).find((one) => one !== undefined);
  if (aimed) return aimed.signals;
  return trigger === 'missing-signal' ? null : (open[0]?.signals ?? null);
}

function probeReason(thread: Thread, trigger: Trigger, signals: readonly string[], mode: Mode): string {
  const best = evidence(thread);
  const target = thread.record.signals.find((signal) => signals.includes(signal.id) && best.get(signal.id) !== 'covered');
  const shown = thread.record.signals.find((signal) => best.get(signal.id) === 'covered');
  return reasons.probe(trigger, mode, target, shown);
}

function moveOn(state: InterviewSoFar): QuestionPlan {
  const done = leadsAsked(state.past);
  if (done >= plannedLeads(state.minutes)) return closing(reasons.CLOSING.done);
  const record = nextLead(state);
  if (!record) return closing(reasons.CLOSING.shelf);
  const signals = record.signals.map((signal) => signal.id);
  return plan(
    record,
    'lead',
    null,
    signals,
    done === 0 ? reasons.firstLead(state.role, state.level) : laterReason(state, record),
  );
}

function laterReason(state: InterviewSoFar, record: RecordView): string {
  const skipped = state.past.at(-1)?.reading?.declined === 'skips';
  return reasons.laterLead(record.topicLabel, skipped, state.topics.length === 0 || isOn(record, state.topics));
}

const plan = (
  record: RecordView,
  kind: QuestionPlan['kind'],
  trigger: Trigger | null,
  signals: string[],
  reason: string,
): QuestionPlan => ({
  kind,
  record: record.id,
  revision: record.revision,
  trigger,
  signals,
  reason,
});

const closing = (reason: string): QuestionPlan => ({
  kind: 'closing',
  record: null,
  revision: null,
  trigger: null,
  signals: [],
  reason,
});
