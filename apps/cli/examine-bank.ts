// examine-bank.ts: checks every record of the shelf, counts them, and compares the built-in grading with people's.
import { type Examined, examine } from '@mockverse/bank/examination';
import { loadShelf, type Shelf, ShelfError } from '@mockverse/bank/shelf';
import { LEVELS, ROLES } from '@mockverse/contracts/interview';

/** True when all is well. */
export function examineBank(asJson: boolean): boolean {
  try {
    const shelf = loadShelf();
    const examined = shelf.records.map(examine);
    process.stdout.write(
      asJson ? `${JSON.stringify({ counts: counts(shelf), examined })}\n` : `${table(shelf)}\n\n${examination(examined)}\n`,
    );
    return examined.every((one) => one.inOrder);
  } catch (error) {
    if (!(error instanceof ShelfError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return false;
  }
}

const counts = (shelf: Shelf): Record<string, Record<string, number>> =>
  Object.fromEntries(
    ROLES.map((role) => [
      role,
      Object.fromEntries(
        LEVELS.map((level) => [level, shelf.records.filter((r) => r.roles.includes(role) && r.levels.includes(level)).length]),
      ),
    ]),
  );

function table(shelf: Shelf): string {
  const rows = Object.entries(counts(shelf)).map(([role, perLevel]) => [role, ...LEVELS.map((level) => perLevel[level] ?? 0)]);
  return [`${shelf.records.length} active records`, ...[['', ...LEVELS], ...rows].map(line)].join('\n');
}

const line = (cells: readonly (string | number)[]): string =>
  cells.map((cell, i) => (i === 0 ? String(cell).padEnd(12) : String(cell).padStart(8))).join('');

function examination(examined: readonly Examined[]): string {
  const right = examined.filter((one) => one.inOrder).length;
  const rows = examined.map((one) => {
    const scores = one.samples.map((sample) =>
      `${sample.name} ${sample.mean?.toFixed(1) ?? '–'} (by hand ${sample.byHand.toFixed(1)})`.padEnd(28),
    );
    return `${one.inOrder ? 'ok   ' : 'WRONG'} ${one.id.padEnd(32)} ${scores.join(' ')}`;
  });
  return [...rows, `${right} of ${examined.length} records grade their samples in the right order.`].join('\n');
}
