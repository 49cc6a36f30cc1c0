// json-lines.ts: runs a lab tool over stdin, one JSON value a line in and out.
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** A line that cannot be read is named on stderr and the rest still runs; false when there was one. */
export async function answerLines(tool: (line: unknown) => unknown): Promise<boolean> {
  let number = 0;
  let isWell = true;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    try {
      process.stdout.write(`${JSON.stringify(tool(JSON.parse(line)))}\n`);
    } catch (error) {
      process.stderr.write(`Line ${number}: ${inWords(error)}\n`);
      isWell = false;
    }
  }
  return isWell;
}

function inWords(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim()).join('; ');
  return error instanceof Error ? error.message : String(error);
}
