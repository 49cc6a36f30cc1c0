// events.ts: everything that happened in an interview, past tense, numbered per interview, re-readable.
import { z } from 'zod';
import { GradingState, Judgement, QuestionKind, QuestionSource } from './interview';

const turn = z.number().int().min(1);

const EVENT_DATA = {
  'question.began': z.object({ turn, kind: QuestionKind }),
  'question.sentence': z.object({ turn, index: z.number().int().min(0), text: z.string() }),
  'question.asked': z.object({
    turn,
    text: z.string(),
    kind: QuestionKind,
    source: QuestionSource,
    reason: z.string(),
    /** Words the recogniser should expect in the answer. */
    vocabulary: z.array(z.string()),
  }),
  'turn.closed': z.object({ turn, answer: z.string() }),
  /** A missing chunk of a closed turn arrived after all: the answer was put together again. */
  'turn.amended': z.object({ turn, answer: z.string() }),
  'turn.graded': z.object({
    turn,
    grading: GradingState,
    judgement: Judgement,
    graded: z.number().int(),
    total: z.number().int(),
  }),
  'interview.paused': z.object({}),
  'interview.resumed': z.object({}),
  'interview.ended': z.object({ by: z.enum(['person', 'interviewer', 'time']), total: z.number().int() }),
  'report.ready': z.object({ run: z.number().int() }),
  'report.failed': z.object({ reason: z.string() }),
  'engine.degraded': z.object({ turn, reason: z.string() }),
} as const;

export type EventType = keyof typeof EVENT_DATA;
export const EVENT_TYPES = Object.keys(EVENT_DATA) as EventType[];
export type EventData<T extends EventType> = z.infer<(typeof EVENT_DATA)[T]>;

/** One event: the same object as an SSE frame's data and as an entry of the JSON list. */
export type InterviewEvent = {
  [T in EventType]: { seq: number; type: T; at: string; data: EventData<T> };
}[EventType];

/** An event before it has a number. */
export type NewEvent = { [T in EventType]: { type: T; data: EventData<T> } }[EventType];

const frame = <T extends EventType>(type: T) =>
  z.object({ seq: z.number().int().min(1), type: z.literal(type), at: z.string(), data: EVENT_DATA[type] });

export const InterviewEvent = z
  .discriminatedUnion('type', [
    frame('question.began'),
    frame('question.sentence'),
    frame('question.asked'),
    frame('turn.closed'),
    frame('turn.amended'),
    frame('turn.graded'),
    frame('interview.paused'),
    frame('interview.resumed'),
    frame('interview.ended'),
    frame('report.ready'),
    frame('report.failed'),
    frame('engine.degraded'),
  ])
  .meta({ id: 'InterviewEvent' });

export const EventPage = z
  .object({ events: z.array(InterviewEvent), lastSeq: z.number().int().min(0) })
  .meta({ id: 'EventPage' });
export type EventPage = { events: InterviewEvent[]; lastSeq: number };
