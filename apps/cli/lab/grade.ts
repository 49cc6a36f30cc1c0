// grade.ts: lab tool: grades one answer with the built-in grader, by a record of the shelf or by a reference text.
import { readAnswer } from '@mockverse/bank/match';
import type { QuestionRecord } from '@mockverse/bank/record';
import { gradeByReference } from '@mockverse/bank/reference';
import { loadShelf } from '@mockverse/bank/shelf';
import { meanScore, scoreAnswer } from '@mockverse/interview/score';
import { z } from 'zod';

const GradeIn = z
  .object({
    id: z.union([z.string(), z.number()]),
    question: z.string(),
    reference: z.string().optional(),
    record: z.string().optional(),
    answer: z.string(),
  })
  .refine((line) => line.reference !== undefined || line.record !== undefined, 'Give a reference text or the id of a record.');

export function grade(line: unknown): unknown {
  const { id, question, reference, record: recordId, answer } = GradeIn.parse(line);
  if (recordId === undefined) {
    const { score, covered, missing } = gradeByReference(question, reference ?? '', answer);
    return { id, score: rounded(score), covered, missing };
  }
  const record = loadShelf().byId(recordId);
  if (!record) throw new Error(`There is no record "${recordId}" on the shelf.`);
  return { id, ...byRecord(record, question, answer) };
}

function byRecord(
  record: QuestionRecord,
  question: string,
  answer: string,
): { score: number; covered: string[]; missing: string[] } {
  const { findings } = readAnswer({
    answer,
    question,
    record,
    signals: record.signals.map((signal) => signal.id),
    level: record.levels[0] ?? 'mid',
  });
  const scores = scoreAnswer(
    findings,
    record.signals.filter((signal) => signal.must).map((signal) => signal.id),
  );
  const labels = (isCovered: boolean): string[] =>
    findings.signals.filter((one) => (one.status === 'covered') === isCovered).map((one) => one.label);
  // Clarity is left out, as for a reference text; 1..5 becomes 0..1.
  const mean = meanScore({ ...scores, clarity: null });
  return { score: rounded(((mean ?? 1) - 1) / 4), covered: labels(true), missing: labels(false) };
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
