// record.ts: what a complete question record holds, as a schema for the data files in shelf/.
import { Level, Role, Trigger } from '@mockverse/contracts/interview';
import { text } from '@mockverse/contracts/text';
import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case words joined by hyphens.');
const sentence = text(1_000).min(8);

export const QUESTION_TYPES = [
  'concept',
  'debugging',
  'trade-off',
  'code-reading',
  'coding-aloud',
  'system-design',
  'behavioural',
  'situational',
  'project',
] as const;

/** One thing that must be said for a signal; any one phrasing is enough. Phrasings are matched by meaning-bearing stems, not letter by letter. */
const Requirement = z.object({ says: z.array(text(300).min(2)).min(2).max(12) }).strict();

const Signal = z
  .object({
    id,
    /** What a good answer shows, in words the candidate may read in the report. */
    label: text(160).min(8),
    weight: z.number().positive().max(5),
    must: z.boolean(),
    competency: id,
    requirements: z.array(Requirement).min(1).max(4),
  })
  .strict();
export type Signal = z.infer<typeof Signal>;

const Anchors = z.object({ 1: sentence, 3: sentence, 5: sentence }).strict();
const LevelAnchors = z.object({ technicalAccuracy: Anchors, completeness: Anchors, clarity: Anchors }).strict();

const grade = z.number().min(1).max(5).multipleOf(0.5);
const Sample = z
  .object({
    answer: text(4_000).min(20),
    /** Graded by hand, on the scale of the report. */
    grades: z.object({ technicalAccuracy: grade, clarity: grade, completeness: grade }).strict(),
  })
  .strict();

export const QuestionRecord = z
  .object({
    id,
    revision: z.number().int().min(1),
    status: z.enum(['draft', 'active', 'retired']),
    author: text(80),
    reviewed: z.iso.date(),
    roles: z.array(Role).min(1),
    levels: z.array(Level).min(1),
    type: z.enum(QUESTION_TYPES),
    topics: z.array(id).min(1).max(4),
    competencies: z.array(id).min(1).max(5),
    minutes: z.number().min(2).max(20),
    /** As it is said: at most 30 words. */
    spoken: text(400).refine((s) => s.trim().split(/\s+/).length <= 30, 'The spoken form has more than 30 words.'),
    written: sentence,
    /** Why it is asked. */
    intent: sentence,
    /** What the interviewer may reveal when the candidate asks for it. */
    context: z.array(z.object({ about: text(80), reveal: sentence }).strict()),
    signals: z.array(Signal).min(3).max(8),
    anchors: z.partialRecord(Level, LevelAnchors),
    misconceptions: z.array(z.object({ id, says: z.array(text(300).min(4)).min(2), correction: sentence }).strict()).min(1),
    probes: z
      .array(
        z
          .object({
            trigger: Trigger,
            /** One point only. `{quote}` is replaced by the candidate's own words, and the sentence must also read well without it. */
            ask: text(300),
            /** The signals this probe should expose. */
            signals: z.array(id).min(1),
            purpose: text(200),
          })
          .strict(),
      )
      .min(4),
    hints: z
      .array(z.object({ hint: sentence, cost: z.number().min(0).max(1) }).strict())
      .min(1)
      .max(4),
    stretch: z.object({ ask: text(400), signals: z.array(Signal).min(1).max(4), modelAnswer: sentence }).strict(),
    easier: z.object({ ask: text(400), signals: z.array(id).min(1) }).strict(),
    samples: z.object({ weak: Sample, solid: Sample, strong: Sample }).strict(),
    modelAnswer: text(3_000).min(100),
    references: z.array(text(300)).min(2),
    /** Words the recogniser should expect. */
    vocabulary: z.array(text(60)).min(3),
    fairness: sentence,
    provenance: text(200),
  })
  .strict()
  .superRefine((record, context) => {
    const known = new Set(record.signals.map((s) => s.id));
    const unknown = [...record.probes.flatMap((p) => p.signals), ...record.easier.signals].filter((s) => !known.has(s));
    for (const s of unknown) context.addIssue({ code: 'custom', message: `No signal is called "${s}".`, path: ['probes'] });
    for (const level of record.levels) {
      if (!record.anchors[level])
        context.addIssue({ code: 'custom', message: `Anchors for ${level} are missing.`, path: ['anchors'] });
    }
  });
export type QuestionRecord = z.infer<typeof QuestionRecord>;
