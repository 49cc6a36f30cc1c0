// reasons.ts: why a question is asked now, as one sentence for the person who is asked.
import type { Level, Mode, Role, Trigger } from '@mockverse/contracts/interview';
import type { SignalView } from './record-view';

const LEVEL_WORDS: Record<Level, string> = { junior: 'junior', mid: 'mid-level', senior: 'senior' };

export const firstLead = (role: Role, level: Level): string => `First question for a ${LEVEL_WORDS[level]} ${role} interview.`;

export function laterLead(topicLabel: string, afterSkip: boolean, onTopic: boolean): string {
  if (afterSkip) return `You wanted to go on, so here is another topic: ${topicLabel}.`;
  return onTopic ? `Next topic: ${topicLabel}.` : `The topics you chose are used up, so here is another one: ${topicLabel}.`;
}

export const STRETCH = 'Your answers covered what was asked, so this one goes a step further.';

export const easier = (doesNotKnow: boolean): string =>
  doesNotKnow
    ? 'You said you do not know this, so here is a simpler way in.'
    : 'The last answers did not reach the point yet, so here is a simpler way in.';

export const CLOSING = {
  time: 'The time is up.',
  done: 'All planned questions were asked.',
  shelf: 'There is no other question left that fits this role and level.',
} as const;

/** `shown` is a signal the person did cover: naming it tells them what was heard. */
export function probe(trigger: Trigger, mode: Mode, target: SignalView | undefined, shown: SignalView | undefined): string {
  switch (trigger) {
    case 'wrong-claim':
      return 'Something you said may not hold, so you get the chance to look at it again.';
    case 'off-topic':
      return 'Your answer was about something else, so the question comes back once.';
    case 'too-short':
      return 'Your answer was too short to judge, so you get the chance to add to it.';
    case 'missing-signal':
      return missing(mode, target, shown);
    case 'vague':
      return 'You touched on a point without saying how it works.';
    case 'no-trade-off':
      return 'You named the choice, but not what it costs.';
    case 'missing-metric':
      return 'You described the effect without a number or a measure.';
    case 'we-without-i':
      return 'You said "we", so the question is what you did yourself.';
  }
}

function missing(mode: Mode, target: SignalView | undefined, shown: SignalView | undefined): string {
  // In a real interview nobody tells the candidate what the missing point is.
  if (mode === 'real' || !target) return 'One point of a full answer has not come up yet.';
  const gap = `not yet: ${lowerFirst(target.label)}`;
  return shown ? `You covered "${lowerFirst(shown.label)}", but ${gap}.` : `Not heard so far${gap.slice('not yet'.length)}.`;
}

/** "HTTP caching" keeps its capitals, "Names the cost" does not. */
export const lowerFirst = (label: string): string =>
  (/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label).replace(/\.$/, '');
