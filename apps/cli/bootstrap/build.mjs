// build.mjs: builds only what is stale: the database client, the server code, the pages.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { step } from './steps.mjs';

const isTest = (name) => /\.test\.tsx?$/.test(name);
const LOCK = 'package-lock.json';

const TARGETS = {
  client: {
    inputs: ['prisma/schema.prisma', 'prisma/prisma.config.ts', LOCK],
    outputs: ['libs/store/generated/client.ts'],
    stamp: 'libs/store/generated/.stamp',
    make: (root) =>
      tool(root, 'Generating the database client', 'prisma/build/index.js', ['generate', '--config', 'prisma/prisma.config.ts']),
  },
  server: {
    inputs: [
      'libs',
      'apps/api',
      'apps/worker',
      'apps/cli',
      'tests/support',
      'prisma/schema.prisma',
      'apps/tsconfig.build.json',
      'tsconfig.json',
      'nest-cli.json',
      LOCK,
    ],
    skip: (name) => isTest(name) || name.startsWith('apps/cli/bootstrap/') || name.endsWith('.yaml'),
    outputs: ['dist/apps/cli/main.js', 'dist/apps/api/main.js', 'dist/apps/worker/main.js'],
    stamp: 'dist/.stamp',
    make: (root, outputs) => {
      // Without its outputs the compiler's own memory is wrong: it would find nothing to write.
      if (!outputs.every((file) => existsSync(join(root, file)))) rmSync(join(root, 'dist/.tsbuildinfo'), { force: true });
      return tool(root, 'Building the server', '@nestjs/cli/bin/nest.js', ['build', 'cli']);
    },
  },
  web: {
    inputs: ['apps/web', 'libs/contracts', 'tsconfig.json', LOCK],
    skip: isTest,
    outputs: ['apps/web/.next/BUILD_ID'],
    stamp: 'apps/web/.next/.stamp',
    make: (root) => tool(root, 'Building the pages', 'next/dist/bin/next', ['build', 'apps/web']),
  },
};

const tool = (root, title, script, args) =>
  step(title, process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    env: { NEXT_TELEMETRY_DISABLED: '1' },
  });

const wanted = (root, { inputs, skip }) => fingerprint(root, inputs, skip);

/** The names of the targets that must be made again. */
export const stale = (root, names) =>
  names.filter((name) => {
    const target = TARGETS[name];
    const complete = target.outputs.every((file) => existsSync(join(root, file)));
    return !complete || readStamp(join(root, target.stamp)) !== wanted(root, target);
  });

export const build = async (root, name) => {
  const target = TARGETS[name];
  const value = wanted(root, target);
  rmSync(join(root, target.stamp), { force: true });
  await target.make(root, target.outputs);
  const missing = target.outputs.filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) throw new Error(`the build made no ${missing.join(', ')}`);
  writeStamp(join(root, target.stamp), value);
};
