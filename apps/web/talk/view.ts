// view.ts: folds numbered events into what the screen shows; the same event twice changes nothing.
import type { EventData, EventType, InterviewEvent } from '@mockverse/contracts/events';
import type { Snapshot, Turn } from '@mockverse/contracts/interview';

export interface View extends Snapshot {
  /** Why the bank stood in for the model, by turn. */
  degraded: Record<number, string>;
  graded: { graded: number; total: number } | null;
  reportFailed: string | null;
}

export const viewOf = (snapshot: Snapshot): View => ({ ...snapshot, degraded: {}, graded: null, reportFailed: null });

/** Undefined when an event before this one has not been seen: the caller reads the list again. */
export function withEvent(view: View, event: InterviewEvent): View | undefined {
  if (event.seq <= view.lastSeq) return view;
  if (event.seq > view.lastSeq + 1) return undefined;
  return { ...fold(view, event), lastSeq: event.seq };
}

/** A newer snapshot wins; what only events say is kept. */
export const withSnapshot = (view: View, snapshot: Snapshot): View =>
  snapshot.lastSeq < view.lastSeq ? view : { ...view, ...snapshot };

function fold(view: View, event: InterviewEvent): View {
  switch (event.type) {
    case 'question.began':
      return { ...changeTurn(view, event.data.turn, { kind: event.data.kind }), state: 'awaiting-question' };
    case 'question.sentence':
      return addSentence(view, event.data);
    case 'question.asked':
      return { ...changeTurn(view, event.data.turn, asked(event.data)), state: 'listening' };
    case 'turn.closed':
      return { ...changeTurn(view, event.data.turn, { answer: event.data.answer, state: 'closed' }), state: 'awaiting-question' };
    case 'turn.amended':
      return changeTurn(view, event.data.turn, { answer: event.data.answer });
    case 'turn.graded':
      return { ...changeTurn(view, event.data.turn, { grading: event.data.grading }), graded: event.data };
    case 'interview.paused':
      return { ...view, pausedAt: event.at };
    case 'interview.resumed':
      return { ...view, pausedAt: null };
    case 'interview.ended':
      return { ...view, state: 'ended', endedAt: event.at, pausedAt: null };
    case 'report.ready':
      return { ...view, state: 'reported', reportFailed: null };
    case 'report.failed':
      return { ...view, reportFailed: event.data.reason };
    case 'engine.degraded':
      return { ...view, degraded: { ...view.degraded, [event.data.turn]: event.data.reason } };
  }
}

const asked = (data: EventData<'question.asked'>): Partial<Turn> => ({
  question: data.text,
  kind: data.kind,
  source: data.source,
  reason: data.reason,
  state: 'open',
});

function addSentence(view: View, { turn, index, text }: EventData<'question.sentence'>): View {
  const sentences = [...(view.turns.find((t) => t.turn === turn)?.sentences ?? [])];
  sentences[index] = text;
  return changeTurn(view, turn, { sentences });
}

function changeTurn(view: View, turn: number, change: Partial<Turn>): View {
  const known = view.turns.some((t) => t.turn === turn);
  const turns = known ? view.turns : [...view.turns, { ...EMPTY, turn }];
  return { ...view, turns: turns.map((t) => (t.turn === turn ? { ...t, ...change } : t)) };
}

const EMPTY: Turn = {
  turn: 1,
  question: '',
  sentences: [],
  answer: '',
  state: 'asking',
  kind: 'lead',
  source: null,
  reason: null,
  heardThrough: 0,
  grading: 'none',
};

export const newestTurn = (view: View): Turn | undefined => view.turns.at(-1);

/** Every event name; a missing or unknown one does not compile. EventSource needs them one by one. */
const NAMES: { [T in EventType]: true } = {
  'question.began': true,
  'question.sentence': true,
  'question.asked': true,
  'turn.closed': true,
  'turn.amended': true,
  'turn.graded': true,
  'interview.paused': true,
  'interview.resumed': true,
  'interview.ended': true,
  'report.ready': true,
  'report.failed': true,
  'engine.degraded': true,
};
export const EVENT_NAMES = Object.keys(NAMES) as EventType[];
