// view.test.ts: the screen is a fold of numbered events: order and doubles do not matter to what it shows.
import type { InterviewEvent } from '@mockverse/contracts/events';
import type { Snapshot } from '@mockverse/contracts/interview';
import { type View, viewOf, withEvent, withSnapshot } from './view';

const AT = '2026-05-12T10:00:00.000Z';
const START: Snapshot = {
  id: '7b0f7a3e-3f5d-4b52-9d52-0d6f5d0f4f10',
  state: 'awaiting-question',
  role: 'backend',
  level: 'mid',
  topics: [],
  mode: 'practice',
  language: 'en',
  minutes: 30,
  engine: { name: 'builtin', model: null },
  startedAt: AT,
  endedAt: null,
  pausedAt: null,
  leftMs: 1_800_000,
  turns: [],
  lastSeq: 0,
};
const STORY: InterviewEvent[] = [
  { seq: 1, at: AT, type: 'question.began', data: { turn: 1, kind: 'lead' } },
  { seq: 2, at: AT, type: 'question.sentence', data: { turn: 1, index: 0, text: 'Good morning.' } },
  { seq: 3, at: AT, type: 'question.sentence', data: { turn: 1, index: 1, text: 'What is an index?' } },
  {
    seq: 4,
    at: AT,
    type: 'question.asked',
    data: {
      turn: 1,
      text: 'Good morning. What is an index?',
      kind: 'lead',
      source: 'bank',
      reason: 'First.',
      vocabulary: ['index'],
    },
  },
  { seq: 5, at: AT, type: 'turn.closed', data: { turn: 1, answer: 'A sorted structure.' } },
];

const told = (events: InterviewEvent[]): View =>
  events.reduce<View>((view, event) => {
    const next = withEvent(view, event);
    if (!next) throw new Error(`event ${event.seq} came too early`);
    return next;
  }, viewOf(START));

it('shows the same after every event came twice', () => {
  expect(told(STORY.flatMap((event) => [event, event]))).toEqual(told(STORY));
  expect(told(STORY).turns[0]).toMatchObject({
    sentences: ['Good morning.', 'What is an index?'],
    state: 'closed',
    answer: 'A sorted structure.',
  });
});

it('asks for the list again when an event is missing', () => {
  expect(withEvent(viewOf(START), STORY[2]!)).toBeUndefined();
});

it('never goes back to an older snapshot', () => {
  const view = told(STORY);
  expect(withSnapshot(view, START)).toBe(view);
  expect(withSnapshot(view, { ...START, lastSeq: 9, state: 'ended' }).state).toBe('ended');
});
