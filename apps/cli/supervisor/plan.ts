// plan.ts: which processes a running MockVerse consists of, with what settings, in the order in which they stop.
import { join } from 'node:path';
import { type Env, inheritedEnv } from '@mockverse/runtime/env';
import { projectRoot } from '@mockverse/runtime/project';
import type { ChildSpec } from './child';
import type { Probe } from './ready';

export interface Decided {
  databaseUrl: string;
  sessionSecret: string;
  webPort: number;
}

/** The address at which this machine reaches the public port. */
export const apiOrigin = (env: Env): string => {
  const everywhere = env.host === '0.0.0.0' || env.host === '::';
  const host = everywhere ? '127.0.0.1' : env.host.includes(':') ? `[${env.host}]` : env.host;
  return `http://${host}:${env.port}`;
};

const webOrigin = (decided: Decided): string => `http://127.0.0.1:${decided.webPort}`;

/** Stopped from first to last: pages, then the doors, then the hands. */
export const plannedChildren = (env: Env, decided: Decided): ChildSpec[] => {
  const shared = {
    ...inheritedEnv(),
    PORT: String(env.port),
    HOST: env.host,
    MOCKVERSE_HOME: env.home,
    DATABASE_URL: decided.databaseUrl,
    SESSION_SECRET: decided.sessionSecret,
    WEB_ORIGIN: webOrigin(decided),
    API_ORIGIN: apiOrigin(env),
    NEXT_TELEMETRY_DISABLED: '1',
  };
  const built = (path: string) => join(projectRoot(), 'dist', 'apps', path);
  const worker = built('worker/main.js');
  return [
    {
      name: 'web',
      script: built('cli/supervisor/web-child.js'),
      args: ['-p', String(decided.webPort), '-H', '127.0.0.1'],
      // The pages need neither the database nor the secret.
      env: { ...shared, DATABASE_URL: undefined, SESSION_SECRET: undefined, NODE_ENV: 'production' },
    },
    { name: 'api', script: built('api/main.js'), env: shared },
    { name: 'live', script: worker, env: { ...shared, LANES: 'live' } },
    { name: 'review', script: worker, env: { ...shared, LANES: 'review' } },
  ];
};

export const probes = (env: Env, decided: Decided): Probe[] => [
  { name: 'the API', url: `${apiOrigin(env)}/readyz`, accepts: (status) => status === 200 },
  { name: 'the pages', url: webOrigin(decided), accepts: (status) => status < 500 },
];
