// lab.ts: `lab <tool>` measures the product's own judgement on anybody's data: JSON lines in, JSON lines out.
import { createInterface } from 'node:readline';
import { readAnswer } from '@mockverse/bank/match';
import { gradeByReference } from '@mockverse/bank/reference';
import { loadShelf } from '@mockverse/bank/shelf';
import { meanScore, scoreAnswer } from '@mockverse/interview/score';
import type { Command } from 'commander';
import { z } from 'zod';

const Id = z.union([z.string(), z.number()]);
const GradeIn = z.object({
  id: Id,
  question: z.string(),
  reference: z.string().optional(),
  record: z.string().optional(),
  answer: z.string(),
});
type GradeIn = z.infer<typeof GradeIn>;

const TOOLS: Record<string, (line: unknown) => unknown> = { grade: (line) => grade(GradeIn.parse(line)) };

export const register = (program: Command): void => {
  program
    .command('lab')
    .description(`Measure one judgement: JSON lines on stdin, JSON lines on stdout. Tools: ${Object.keys(TOOLS).join(', ')}.`)
    .argument('<tool>', 'which judgement')
    .action(async (name: string) => {
      const tool = TOOLS[name];
      if (!tool) return fail(`There is no lab tool "${name}". There is: ${Object.keys(TOOLS).join(', ')}.`, 2);
      await answerLines(tool);
    });
};

/** A line that cannot be read is named and answered with an error, and the rest still runs. */
async function answerLines(tool: (line: unknown) => unknown): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    try {
      process.stdout.write(`${JSON.stringify(tool(JSON.parse(line)))}\n`);
    } catch (error) {
      fail(`Line ${number}: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`, 1);
    }
  }
}

function fail(message: string, code: number): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}

/** With the id of a record its own signals are used; otherwise a rubric is made from the reference. */
function grade({ id, question, reference, record: recordId, answer }: GradeIn): unknown {
  const record = recordId === undefined ? undefined : loadShelf().byId(recordId);
  if (!record) {
    const { score, covered, missing } = gradeByReference(question, reference ?? '', answer);
    return { id, score: rounded(score), covered, missing };
  }
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
  // 1..5 becomes 0..1; clarity is left out, because a reference says nothing about it.
  const mean = meanScore({ ...scores, clarity: null });
  return { id, score: rounded(((mean ?? 1) - 1) / 4), covered: labels(true), missing: labels(false) };
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
