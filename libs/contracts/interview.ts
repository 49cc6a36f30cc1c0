// interview.ts: the nouns of an interview as every room and the browser know them.
import { z } from 'zod';
import { text } from './text';

export const ROLES = ['backend', 'frontend', 'full-stack'] as const;
export const LEVELS = ['junior', 'mid', 'senior'] as const;
export const MODES = ['practice', 'real'] as const;
export const MINUTES = [15, 30, 45] as const;
export const LANGUAGES = ['en'] as const;

export const Role = z.enum(ROLES);
export const Level = z.enum(LEVELS);
export const Mode = z.enum(MODES);
export type Role = z.infer<typeof Role>;
export type Level = z.infer<typeof Level>;
export type Mode = z.infer<typeof Mode>;

/**
 * awaiting-question: the interviewer owes the next question · listening: a turn is open for the answer ·
 * ended: no more turns, grading runs · reported: the report is there.
 */
export const InterviewState = z.enum(['awaiting-question', 'listening', 'ended', 'reported']);
export type InterviewState = z.infer<typeof InterviewState>;

/** asking: the question is being made · open: the answer may come · closed: the answer is complete. */
export const TurnState = z.enum(['asking', 'open', 'closed']);
export type TurnState = z.infer<typeof TurnState>;

/** none: nothing to grade (yet) · waiting: a grading is owed · graded · failed: every attempt failed, a person may retry. */
export const GradingState = z.enum(['none', 'waiting', 'graded', 'failed']);
export type GradingState = z.infer<typeof GradingState>;

/** What kind of question a turn asks; `closing` is the last word and expects no graded answer. */
export const QuestionKind = z.enum(['opening', 'lead', 'probe', 'stretch', 'easier', 'closing']);
export type QuestionKind = z.infer<typeof QuestionKind>;

/** Why a follow-up is asked. */
export const Trigger = z.enum([
  'missing-metric',
  'vague',
  'no-trade-off',
  'we-without-i',
  'wrong-claim',
  'too-short',
  'off-topic',
  'missing-signal',
]);
export type Trigger = z.infer<typeof Trigger>;

/** What code decided to ask, stored with the turn before any word is generated. */
export const QuestionPlan = z.object({
  kind: QuestionKind,
  /** Stable id and revision of the record in the bank that this turn belongs to; null for opening and closing. */
  record: z.string().nullable(),
  revision: z.number().int().nullable(),
  trigger: Trigger.nullable(),
  /** Ids of the record's expected signals that this turn should expose; the answer is graded on these only. */
  signals: z.array(z.string()),
  /** One sentence for a person: why this question now. */
  reason: z.string(),
});
export type QuestionPlan = z.infer<typeof QuestionPlan>;

/** Who worded a question: the model, or the bank. */
export const QuestionSource = z.enum(['model', 'bank']);
export type QuestionSource = z.infer<typeof QuestionSource>;

/** Which interviewer answers. */
export const EngineName = z.enum(['gemini', 'openai', 'builtin']);
export type EngineName = z.infer<typeof EngineName>;

export const Turn = z.object({
  turn: z.number().int().min(1),
  question: z.string(),
  /** The sentences announced so far, in order; with state `asking` the question is not complete yet. */
  sentences: z.array(z.string()),
  answer: z.string(),
  state: TurnState,
  kind: QuestionKind,
  source: QuestionSource.nullable(),
  reason: z.string().nullable(),
  /** The highest chunk seq n such that 1..n are all stored: the client resumes with n + 1. */
  heardThrough: z.number().int().min(0),
  grading: GradingState,
});
export type Turn = z.infer<typeof Turn>;

export const Snapshot = z
  .object({
    id: z.uuid(),
    state: InterviewState,
    role: Role,
    level: Level,
    topics: z.array(z.string()),
    mode: Mode,
    language: z.string(),
    minutes: z.number().int(),
    engine: z.object({ name: EngineName, model: z.string().nullable() }),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    /** Not null while paused. The clock stands still. */
    pausedAt: z.string().nullable(),
    /** Milliseconds left of the time box, pauses not counted, at the moment of this reading. */
    leftMs: z.number().int(),
    turns: z.array(Turn),
    lastSeq: z.number().int().min(0),
  })
  .meta({ id: 'Snapshot' });
export type Snapshot = z.infer<typeof Snapshot>;

// ── Grading ────────────────────────────────────────────────────────────────

export const SignalStatus = z.enum(['covered', 'unclear', 'missing']);
export type SignalStatus = z.infer<typeof SignalStatus>;

/** Evidence for one expected signal. `quote` is verbatim in the answer at start..end (UTF-16 units), or all three are null. */
export const Finding = z.object({
  signal: z.string(),
  /** The signal in words a candidate understands. */
  label: z.string(),
  weight: z.number().positive(),
  status: SignalStatus,
  quote: z.string().nullable(),
  start: z.number().int().min(0).nullable(),
  end: z.number().int().min(0).nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** A wrong claim found in the answer, with the correction. */
export const Misconception = z.object({
  id: z.string(),
  quote: z.string(),
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  correction: z.string(),
});
export type Misconception = z.infer<typeof Misconception>;

/** Evidence for how the answer was put: each check met, unclear or missing. */
export const CLARITY_CHECKS = ['direct', 'structured', 'concrete'] as const;
export const ClarityCheck = z.object({
  check: z.enum(CLARITY_CHECKS),
  status: SignalStatus,
  quote: z.string().nullable(),
  start: z.number().int().min(0).nullable(),
  end: z.number().int().min(0).nullable(),
});
export type ClarityCheck = z.infer<typeof ClarityCheck>;

/** What an engine may say about an answer. It never holds a score: score.ts computes those. */
export const Findings = z.object({
  signals: z.array(Finding),
  misconceptions: z.array(Misconception),
  clarity: z.array(ClarityCheck),
  /** Quotes an engine gave that are not in the answer; they were dropped. */
  droppedQuotes: z.number().int().min(0),
});
export type Findings = z.infer<typeof Findings>;

/** Scores from 1 to 5 with one decimal, or null: not judged. Anchors are 1, 3 and 5. */
export const Scores = z.object({
  technicalAccuracy: z.number().min(1).max(5).nullable(),
  clarity: z.number().min(1).max(5).nullable(),
  completeness: z.number().min(1).max(5).nullable(),
});
export type Scores = z.infer<typeof Scores>;

/**
 * judged: there are scores · not-answered: nothing, or "I don't know" · not-enough-evidence: an answer that
 * matches nothing or is too short to judge · not-graded: every grading attempt failed · grading: not done yet.
 */
export const Judgement = z.enum(['judged', 'not-answered', 'not-enough-evidence', 'not-graded', 'grading']);
export type Judgement = z.infer<typeof Judgement>;

export const Band = z.enum(['strong', 'solid', 'needs-work', 'not-enough-evidence']);
export type Band = z.infer<typeof Band>;

/** What made a grade: kept with every grade, because history will be graded again. */
export const GradeOrigin = z.object({
  engine: EngineName,
  model: z.string().nullable(),
  promptVersion: z.string(),
  rubricVersion: z.string(),
  questionRevision: z.number().int().nullable(),
  transcriptVersion: z.number().int(),
  run: z.string(),
});
export type GradeOrigin = z.infer<typeof GradeOrigin>;

export const ReportQuestion = z.object({
  turn: z.number().int(),
  kind: QuestionKind,
  record: z.string().nullable(),
  question: z.string(),
  reason: z.string().nullable(),
  answer: z.string(),
  judgement: Judgement,
  /** A sentence: why there is no score, or what the scores rest on. */
  judgementReason: z.string(),
  scores: Scores,
  findings: z.array(Finding),
  misconceptions: z.array(Misconception),
  clarity: z.array(ClarityCheck),
  modelAnswer: z.string().nullable(),
  /** What would move this answer up. */
  next: z.array(z.string()),
  references: z.array(z.string()),
  origin: GradeOrigin.nullable(),
});
export type ReportQuestion = z.infer<typeof ReportQuestion>;

export const Report = z
  .object({
    interview: z.uuid(),
    role: Role,
    level: Level,
    minutes: z.number().int(),
    madeAt: z.string(),
    overall: z.object({
      band: Band,
      /** The verdict as one sentence. */
      verdict: z.string(),
      scores: Scores,
      /** How far the verdict can be trusted, with the reason. */
      confidence: z.enum(['low', 'medium', 'high']),
      confidenceReason: z.string(),
      coverage: z.object({
        asked: z.number().int(),
        answered: z.number().int(),
        judged: z.number().int(),
        notAnswered: z.number().int(),
        notEnoughEvidence: z.number().int(),
        notGraded: z.number().int(),
      }),
      strengths: z.array(z.string()),
      next: z.array(z.string()),
    }),
    questions: z.array(ReportQuestion),
    grader: z.object({
      engine: EngineName,
      model: z.string().nullable(),
      promptVersion: z.string(),
      rubricVersion: z.string(),
      quotesDropped: z.number().int(),
    }),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;

/** An interview as a line in a list. */
export const InterviewLine = z.object({
  id: z.uuid(),
  role: Role,
  level: Level,
  minutes: z.number().int(),
  mode: Mode,
  state: InterviewState,
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  questions: z.number().int(),
  answered: z.number().int(),
  band: Band.nullable(),
  scores: Scores.nullable(),
});
export type InterviewLine = z.infer<typeof InterviewLine>;

export const jobDescription = text(8_000);
