// statistics.ts: percentiles and medians of measured milliseconds, printed as a table.

/** Nearest-rank percentile; `share` from 0 to 1. NaN for no values. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: number[]): number => percentile(values, 0.5);

export interface Row {
  what: string;
  values: number[];
}

/** One line per row: count, p50, p90, p99 and the largest, in milliseconds. */
export function printTable(title: string, rows: Row[]): void {
  console.log(`\n${title}`);
  console.log(`${'ms'.padEnd(52)}${['n', 'p50', 'p90', 'p99', 'max'].map((h) => h.padStart(9)).join('')}`);
  for (const { what, values } of rows) {
    const figures = [0.5, 0.9, 0.99, 1].map((share) => percentile(values, share).toFixed(1).padStart(9));
    console.log(`${what.padEnd(52)}${String(values.length).padStart(9)}${figures.join('')}`);
  }
}

export const ratio = (a: number[], b: number[], share: number): string =>
  `${(percentile(a, share) / percentile(b, share)).toFixed(2)}×`;
