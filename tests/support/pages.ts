// pages.ts: the built pages, served by Next on a free port; built first when the sources are newer than the build.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './redis';
import { until } from './until';

const ROOT = join(__dirname, '..', '..');
const WEB = join(ROOT, 'apps', 'web');
const NEXT = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');
const LOCK = join(ROOT, 'node_modules', '.mockverse-pages-build');
/** A build takes about 12 s; a lock older than this belongs to a process that died. */
const BUILD_LIMIT_MS = 180_000;

export interface Pages {
  url: string;
  close(): Promise<void>;
}

/** `apiOrigin` may be called before anything listens there. */
export async function startPages(apiOrigin: string, port?: number): Promise<Pages> {
  await buildWhenStale();
  const at = port ?? (await freePort());
  const child = spawn(process.execPath, [NEXT, 'start', WEB, '-p', String(at), '-H', '127.0.0.1'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', API_ORIGIN: apiOrigin },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (written += bytes.toString()));
  const url = `http://127.0.0.1:${at}`;
  await until(() => answers(url, child), `Next serves on ${url}\n${written}`, 30_000);
  return { url, close: () => stop(child) };
}

const answers = async (url: string, child: ChildProcess): Promise<boolean> => {
  if (child.exitCode !== null) throw new Error(`next start ended with ${child.exitCode}`);
  return fetch(`${url}/icon.svg`).then(
    (answer) => answer.ok,
    () => false,
  );
};

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  // Next waits for open requests; a test has none that matter.
  child.kill('SIGKILL');
  await gone;
};

async function buildWhenStale(): Promise<void> {
  if (isFresh()) return;
  const mine = takeLock();
  if (!mine) {
    await until(() => !lockIsHeld() && isFresh(), 'the pages are built by another test', BUILD_LIMIT_MS);
    return;
  }
  try {
    const built = spawnSync(process.execPath, [NEXT, 'build', WEB], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      encoding: 'utf8',
    });
    if (built.status !== 0) throw new Error(`the pages do not build:\n${built.stdout}\n${built.stderr}`);
  } finally {
    rmdirSync(LOCK);
  }
}

const takeLock = (): boolean => {
  if (lockIsHeld() && Date.now() - statSync(LOCK).mtimeMs > BUILD_LIMIT_MS) rmdirSync(LOCK);
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    // Another test file builds at this moment.
    return false;
  }
};

const lockIsHeld = (): boolean => statSync(LOCK, { throwIfNoEntry: false }) !== undefined;

function isFresh(): boolean {
  const built = statSync(join(WEB, '.next', 'BUILD_ID'), { throwIfNoEntry: false });
  return built !== undefined && newest(WEB) <= built.mtimeMs && newest(join(ROOT, 'libs', 'contracts')) <= built.mtimeMs;
}

/** The youngest source below a folder; what Next writes itself does not count. */
function newest(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.name !== '.next' &&
        entry.name !== 'next-env.d.ts' &&
        !entry.name.endsWith('.test.ts') &&
        !entry.name.endsWith('.tsbuildinfo'),
    )
    .map((entry) => (entry.isDirectory() ? newest(join(folder, entry.name)) : statSync(join(folder, entry.name)).mtimeMs))
    .reduce((a, b) => Math.max(a, b), 0);
}
