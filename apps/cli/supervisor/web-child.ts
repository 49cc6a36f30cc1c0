// web-child.ts: serves the pages with Next in this process, and stops with the supervisor, which Next knows nothing about.
import { join } from 'node:path';
import { projectRoot } from '@mockverse/runtime/project';
import { onParentLost } from '@mockverse/runtime/shutdown';

// Next lets open requests finish; a supervisor that was killed must not leave its port taken for longer than this.
const STOP_LIMIT_MS = 3_000;

onParentLost(() => {
  setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});

const next = join(projectRoot(), 'node_modules/next/dist/bin/next');
process.argv = [process.execPath, next, 'start', join(projectRoot(), 'apps/web'), ...process.argv.slice(2)];
require(next);
