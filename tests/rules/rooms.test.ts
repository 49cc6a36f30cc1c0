// rooms.test.ts: who may import whom, read from the imports themselves.
import { readdirSync } from 'node:fs';
import { importsOf, isTest, ROOT, read, roomOf, sourceFiles } from './source';

const ALL_LIBS = ['contracts', 'interview', 'bank', 'llm', 'engine', 'store', 'queue', 'runtime'].map((r) => `libs/${r}`);

const MAY_IMPORT: Record<string, string[]> = {
  'libs/contracts': [],
  'libs/runtime': [],
  'libs/interview': ['libs/contracts'],
  'libs/bank': ['libs/contracts', 'libs/interview'],
  'libs/llm': ['libs/runtime'],
  'libs/engine': ['libs/contracts', 'libs/interview', 'libs/bank', 'libs/llm', 'libs/runtime'],
  'libs/store': ['libs/contracts', 'libs/runtime'],
  'libs/queue': ['libs/contracts', 'libs/runtime'],
  'apps/api': ['libs/contracts', 'libs/interview', 'libs/bank', 'libs/store', 'libs/queue', 'libs/runtime'],
  'apps/worker': ALL_LIBS,
  'apps/cli': ALL_LIBS,
  'apps/web': ['libs/contracts'],
};

/** A package (by prefix) and the only places that may import it. */
const ONLY_HERE: [string, RegExp][] = [
  ['@google/generative-ai', /^libs\/llm\/gemini\.ts$/],
  ['@prisma/', /^(libs\/store|prisma)\//],
  ['bullmq', /^libs\/queue\//],
  ['@nestjs/bullmq', /^libs\/queue\//],
  ['ioredis', /^libs\/queue\//],
];

const TOP_LEVEL = [
  'apps',
  'libs',
  'prisma',
  'docker',
  'tests',
  'nest-cli.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'docker-compose.yml',
  'README.md',
];

const files = sourceFiles('apps', 'libs').filter((path) => !isTest(path));

describe('the rooms', () => {
  it('import only the rooms below them', () => {
    const wrong = files.flatMap((path) => {
      const room = roomOf(path);
      const allowed = MAY_IMPORT[room ?? ''];
      return importsOf(path)
        .map((target) => [target, roomOf(target)] as const)
        .filter(([, target]) => target !== null && target !== room && !(allowed ?? []).includes(target))
        .map(([target]) => `${path} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('are all in the table', () => {
    const rooms = new Set(files.map(roomOf));
    expect([...rooms].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it('keep each foreign library behind its one door', () => {
    const wrong = files.flatMap((path) =>
      importsOf(path).flatMap((target) =>
        ONLY_HERE.filter(
          ([name, home]) => (target === name || target.startsWith(name.endsWith('/') ? name : `${name}/`)) && !home.test(path),
        ).map(([name]) => `${path} imports ${name}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('read the environment in one file only (web: where the API is; bootstrap runs before anything is installed)', () => {
    const mayRead = /^(libs\/runtime\/env\.ts|apps\/web\/talk\/server\.ts|apps\/web\/next\.config\.ts|apps\/cli\/bootstrap\/)/;
    expect(files.filter((path) => /process\.env\b/.test(read(path)) && !mayRead.test(path))).toEqual([]);
  });

  it('keep chance and clocks out of libs/interview', () => {
    const inside = files.filter((path) => path.startsWith('libs/interview/'));
    expect(inside.filter((path) => /Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/.test(read(path)))).toEqual([]);
  });
});

describe('the house', () => {
  it('has nothing at the top but what belongs there', () => {
    const extra = readdirSync(ROOT).filter(
      (name) => !name.startsWith('.') && !['node_modules', 'dist'].includes(name) && !TOP_LEVEL.includes(name),
    );
    expect(extra).toEqual([]);
  });

  it('has no barrels and no rooms without a meaning', () => {
    const wrong = files.filter(
      (path) => /(^|\/)(index\.tsx?|types\.ts|constants\.ts)$/.test(path) || /\/(common|shared|utils|helpers|src)\//.test(path),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps every file under 300 lines', () => {
    const long = sourceFiles('apps', 'libs', 'tests')
      .map((path) => [path, read(path).split('\n').length] as const)
      .filter(([, lines]) => lines > 300);
    expect(long).toEqual([]);
  });

  it('opens every file with one sentence about what it does', () => {
    const silent = files.filter((path) => {
      const [first, second] = read(path).split('\n');
      const line = first?.startsWith('#!') || /^['"]use (client|server)['"]/.test(first ?? '') ? second : first;
      return !line?.startsWith('// ');
    });
    expect(silent).toEqual([]);
  });

  it('uses no any', () => {
    const loose = files.filter((path) => /(:\s*any\b|as any\b|<any>|any\[\])/.test(read(path).replace(/\/\/.*$/gm, '')));
    expect(loose).toEqual([]);
  });
});

describe('the README', () => {
  it('names only files that exist in its ten-second table', () => {
    const table = /## Where is[\s\S]*?\n\n([\s\S]*?)\n\n/.exec(read('README.md'))?.[1] ?? '';
    const named = [...table.matchAll(/`((?:apps|libs|prisma|tests)\/[^`]+)`/g)].map((m) => m[1] ?? '');
    const known = new Set(sourceFiles('apps', 'libs', 'prisma', 'tests'));
    expect(named.length).toBeGreaterThanOrEqual(10);
    expect(named.filter((path) => !known.has(path))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);
    const named = [...read('README.md').matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map((m) => m[1] ?? '');
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it('lists every variable of the environment in .env.example', () => {
    const documented = new Set([...read('.env.example').matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map((m) => m[1]));
    const needed = [
      'PORT',
      'MOCKVERSE_HOME',
      'DATABASE_URL',
      'REDIS_URL',
      'INTERVIEWER',
      'GEMINI_API_KEY',
      'GEMINI_MODEL',
      'GEMINI_BASE_URL',
      'OPENAI_API_KEY',
      'OPENAI_MODEL',
      'OPENAI_BASE_URL',
      'SESSION_SECRET',
      'LOG_LEVEL',
      'TRANSCRIBER_URL',
    ];
    expect(needed.filter((name) => !documented.has(name))).toEqual([]);
  });
});
