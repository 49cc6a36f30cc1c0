// api.ts: what goes over HTTP, both ways; OpenAPI and the web client are derived from these.
import { z } from 'zod';
import {
  Band,
  EngineName,
  InterviewLine,
  InterviewState,
  jobDescription,
  LANGUAGES,
  Level,
  MINUTES,
  Mode,
  Role,
  Scores,
} from './interview';
import { text } from './text';

export const API_PREFIX = '/api/v1';

/** RFC 9457 problem details. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    /** A sentence a person can act on. */
    detail: z.string(),
    requestId: z.string(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

// ── People ─────────────────────────────────────────────────────────────────
const email = z.email('Give an e-mail address like name@example.com.').max(254).toLowerCase();
const password = text(200).min(10, 'Use at least 10 characters.');

export const SignUp = z.object({ email, password }).strict().meta({ id: 'SignUp' });
export type SignUp = z.infer<typeof SignUp>;
export const SignIn = z
  .object({ email, password: text(200) })
  .strict()
  .meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof SignIn>;

export const PersonRole = z.enum(['candidate', 'admin']);
export type PersonRole = z.infer<typeof PersonRole>;

export const Me = z
  .object({ id: z.uuid(), email: z.string().nullable(), guest: z.boolean(), role: PersonRole })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

// ── Catalog ────────────────────────────────────────────────────────────────
export const Catalog = z
  .object({
    roles: z.array(z.object({ id: Role, label: z.string(), questions: z.number().int() })),
    levels: z.array(z.object({ id: Level, label: z.string(), questions: z.number().int() })),
    topics: z.array(z.object({ id: z.string(), label: z.string(), questions: z.number().int() })),
    languages: z.array(z.object({ id: z.string(), label: z.string() })),
    minutes: z.array(z.number().int()),
    engine: z.object({ name: EngineName, model: z.string().nullable() }),
    questions: z.number().int(),
  })
  .meta({ id: 'Catalog' });
export type Catalog = z.infer<typeof Catalog>;

// ── Interviews ─────────────────────────────────────────────────────────────
export const NewInterview = z
  .object({
    role: Role,
    level: Level,
    topics: z.array(text(60)).max(12).optional(),
    minutes: z
      .union(
        MINUTES.map((m) => z.literal(m)),
        'Choose 15, 30 or 45 minutes.',
      )
      .optional(),
    mode: Mode.optional(),
    language: z.enum(LANGUAGES).optional(),
    jobDescription: jobDescription.optional(),
  })
  .strict()
  .meta({ id: 'NewInterview' });
export type NewInterview = z.infer<typeof NewInterview>;

export const Created = z.object({ id: z.uuid(), state: InterviewState, lastSeq: z.number().int() }).meta({ id: 'Created' });
export type Created = z.infer<typeof Created>;

/** 24 h: longer than any interview; a larger number is a clock in the wrong unit. */
const ms = z.number().int('Whole milliseconds.').min(0, 'Not negative.').max(86_400_000, 'At most 24 hours, in milliseconds.');

export const ChunkIn = z
  .object({
    turn: z.int().min(1).max(10_000),
    seq: z.int().min(1).max(20_000),
    kind: z.enum(['interim', 'final']),
    text: text(8_000),
    startedAtMs: ms.optional(),
    endedAtMs: ms.optional(),
    confidence: z.number().min(0).max(1).optional(),
    endOfTurn: z.boolean().optional(),
  })
  .strict()
  .refine((c) => c.startedAtMs === undefined || c.endedAtMs === undefined || c.endedAtMs >= c.startedAtMs, {
    message: 'endedAtMs is before startedAtMs.',
    path: ['endedAtMs'],
  })
  .meta({ id: 'Chunk' });
export type ChunkIn = z.infer<typeof ChunkIn>;

export const Heard = z
  .object({
    heard: z.number().int(),
    /** True when this answer is complete and the next question is on its way. */
    closed: z.boolean(),
  })
  .meta({ id: 'Heard' });
export type Heard = z.infer<typeof Heard>;

export const EventsQuery = z.object({
  after: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
  /** Seconds to wait for news before an empty list is answered. */
  wait: z.coerce.number().min(0).max(25).default(0),
});
export type EventsQuery = z.infer<typeof EventsQuery>;

export const ReportPending = z
  .object({
    graded: z.number().int(),
    total: z.number().int(),
    failed: z.number().int(),
    /** Why the report could not be written, after every attempt; a retry is a button away. */
    failure: z.string().nullable().optional(),
  })
  .meta({ id: 'ReportPending' });
export type ReportPending = z.infer<typeof ReportPending>;

export const InterviewList = z.object({ interviews: z.array(InterviewLine) }).meta({ id: 'InterviewList' });
export type InterviewList = z.infer<typeof InterviewList>;

/** What an interview is asked to do was done: its state now. */
export const StateNow = z.object({ state: InterviewState }).meta({ id: 'StateNow' });
export type StateNow = z.infer<typeof StateNow>;

export const Paused = z.object({ paused: z.boolean() }).meta({ id: 'Paused' });
export type Paused = z.infer<typeof Paused>;

export const Retried = z.object({ retried: z.number().int() }).meta({ id: 'Retried' });
export type Retried = z.infer<typeof Retried>;

/** Reported interviews, oldest first, for drawing a trend. */
export const Progress = z
  .object({
    reports: z.array(
      z.object({ id: z.uuid(), at: z.string(), role: Role, level: Level, minutes: z.number().int(), band: Band, scores: Scores }),
    ),
  })
  .meta({ id: 'Progress' });
export type Progress = z.infer<typeof Progress>;

// ── Admin ──────────────────────────────────────────────────────────────────
export const LaneCounts = z.object({
  lane: z.enum(['live', 'review']),
  waiting: z.number().int(),
  active: z.number().int(),
  delayed: z.number().int(),
  failed: z.number().int(),
  completed: z.number().int(),
  paused: z.boolean(),
  workers: z.number().int(),
  oldestWaitingMs: z.number().int().nullable(),
});
export type LaneCounts = z.infer<typeof LaneCounts>;

export const Operations = z
  .object({
    at: z.string(),
    backend: z.enum(['redis', 'postgresql']),
    lanes: z.array(LaneCounts),
    /** People whose next question is owed right now, and the longest of those waits. */
    waitingPeople: z.number().int(),
    longestWaitMs: z.number().int().nullable(),
    openInterviews: z.number().int(),
    failedGradings: z.number().int(),
  })
  .meta({ id: 'Operations' });
export type Operations = z.infer<typeof Operations>;

export const FailedJob = z.object({
  id: z.string(),
  lane: z.enum(['live', 'review']),
  name: z.string(),
  payload: z.record(z.string(), z.unknown()),
  reason: z.string(),
  attempts: z.number().int(),
  failedAt: z.string().nullable(),
});
export type FailedJob = z.infer<typeof FailedJob>;
export const FailedJobs = z.object({ jobs: z.array(FailedJob), total: z.number().int() }).meta({ id: 'FailedJobs' });
export type FailedJobs = z.infer<typeof FailedJobs>;

export const Lanes = z.object({ lanes: z.array(LaneCounts) }).meta({ id: 'Lanes' });
export type Lanes = z.infer<typeof Lanes>;

const lane = z.enum(['live', 'review']);
export const JobsQuery = z.object({
  /** Only failed jobs are listed: the others are counted. */
  state: z.literal('failed').default('failed'),
  lane: lane.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type JobsQuery = z.infer<typeof JobsQuery>;
export const LaneParam = lane;
/** Without a lane: the failed jobs of both. */
export const RetryJobs = z.object({ lane: lane.optional() }).strict().meta({ id: 'RetryJobs' });
export type RetryJobs = z.infer<typeof RetryJobs>;
