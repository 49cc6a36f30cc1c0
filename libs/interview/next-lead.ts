// next-lead.ts: which record is asked next: one that fits, was not asked, and varies the ground.
import type { InterviewSoFar } from './interview-so-far';
import { leftMs } from './lifecycle';
import type { RecordView } from './record-view';
import { seededNumber } from './seeded';

/** The best record that is left, or null when the shelf or the time is used up. */
export function nextLead(state: InterviewSoFar): RecordView | null {
  const asked = new Set(state.past.map((turn) => turn.plan.record));
  const left = leftMs(state.elapsedMs, state.minutes);
  const open = state.shelf.filter(
    (record) => !asked.has(record.id) && fits(record, state) && left >= (record.minutes * 60_000) / 2,
  );
  const covered = state.shelf.filter((record) => asked.has(record.id));
  const ranked = open
    .map((record) => ({ record, rank: rank(record, covered, state) }))
    .sort((a, b) => compare(a.rank, b.rank) || (a.record.id < b.record.id ? -1 : 1));
  return ranked[0]?.record ?? null;
}

const fits = (record: RecordView, { role, level }: InterviewSoFar): boolean =>
  record.roles.includes(role) && record.levels.includes(level);

/** Smaller is better, first difference decides: the person's topics, not asked lately, new topic, new competency, seed. */
function rank(record: RecordView, covered: readonly RecordView[], state: InterviewSoFar): number[] {
  const chosen = state.topics.length === 0 || isOn(record, state.topics);
  return [
    chosen ? 0 : 1,
    state.askedBefore.includes(record.id) ? 1 : 0,
    covered.filter((other) => other.topics.some((topic) => record.topics.includes(topic))).length,
    covered.filter((other) => other.competencies.some((competency) => record.competencies.includes(competency))).length,
    seededNumber(`${state.seed} ${record.id}`),
  ];
}

export const isOn = (record: RecordView, topics: readonly string[]): boolean =>
  record.topics.some((topic) => topics.includes(topic));

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const difference = value - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
