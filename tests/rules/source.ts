// source.ts: the project's own files and what they import, read as text.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

export const ROOT = join(__dirname, '..', '..');
const SKIPPED = new Set(['node_modules', 'dist', '.next', 'generated', '.git', '.mockverse']);

/** Every file below `folder`, as paths from the project root with forward slashes. */
export function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const walk = (dir: string): void => {
    for (const name of readdirSync(dir)) {
      if (SKIPPED.has(name)) continue;
      const path = join(dir, name);
      if (statSync(path).isDirectory()) walk(path);
      else found.push(relative(ROOT, path).split(sep).join('/'));
    }
  };
  walk(join(ROOT, folder));
  return found;
}

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

export const sourceFiles = (...folders: string[]): string[] =>
  folders.flatMap(filesBelow).filter((path) => /\.(ts|tsx|mts|mjs|cts)$/.test(path) && !path.endsWith('.d.ts'));

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|require\(\s*['"]([^'"]+)['"]\s*\)/g;

/** What a file imports: package names as written, own files as paths from the project root. */
export function importsOf(path: string): string[] {
  const specs = [...read(path).matchAll(IMPORT)].map((m) => m[1] ?? m[2] ?? m[3] ?? '');
  return specs.map((spec) => {
    if (spec.startsWith('@mockverse/')) return `libs/${spec.slice('@mockverse/'.length)}`;
    if (spec.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), spec));
    return spec;
  });
}

/** The room a path lives in: libs/x or apps/x. */
export const roomOf = (path: string): string | null => /^(libs|apps)\/[^/]+/.exec(path)?.[0] ?? null;

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('tests/');
