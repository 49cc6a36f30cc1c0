// supervise.ts: `npm start`: claims the home, opens the database, starts the processes, says ready, stops in order.
import { type Env, readEnv } from '@mockverse/runtime/env';
import { freePort, portTrouble } from '@mockverse/runtime/ports';
import { onShutdown, type Shutdown } from '@mockverse/runtime/shutdown';
import { Child } from './child';
import { addressOf, type Database, openDatabase } from './database';
import { explain, StartFault } from './fault';
import { claimHome, type Home, sessionSecret } from './home';
import { onLauncherLost } from './launcher';
import { plannedChildren, probes } from './plan';
import { waitUntilReady } from './ready';
import { screenLog, show } from './screen';

const READY_LIMIT_MS = 90_000;
const STOP_LIMIT_MS = 40_000;

interface Running {
  env: Env;
  home: Home | null;
  database: Database | null;
  children: Child[];
}

/** Returns when everything runs; from then on only a signal, or a process that keeps dying, ends it. */
export const supervise = async (): Promise<void> => {
  const env = readEnv();
  const running: Running = { env, home: null, database: null, children: [] };
  const shutdown = armShutdown(running);
  const giveUp = (reason: string) => {
    show('mockverse', `Giving up: ${reason}.`);
    void shutdown.stop('a part of it keeps failing', 1);
  };
  onLauncherLost(() => void shutdown.stop('npm is gone'));
  try {
    await start(running, giveUp);
  } catch (error) {
    process.stderr.write(`${explain(error, env.home)}\n`);
    await shutdown.stop('it could not start', 1);
  }
};

const start = async (running: Running, giveUp: (reason: string) => void): Promise<void> => {
  const { env } = running;
  running.home = await claimHome(env.home, `http://localhost:${env.port}`);
  await refuseTakenPort(env);
  running.database = await openDatabase(env, screenLog('database'), giveUp);
  const decided = {
    databaseUrl: running.database.url,
    sessionSecret: env.sessionSecret ?? sessionSecret(env.home),
    webPort: await freePort(),
  };
  const change = () => running.home?.update({ children: running.children.flatMap((child) => child.pid ?? []) });
  running.children = plannedChildren(env, decided).map((spec) => new Child(spec, { change, giveUp }));
  for (const child of running.children) child.start();
  const silent = await waitUntilReady(probes(env, decided), READY_LIMIT_MS);
  if (silent.length > 0)
    throw new StartFault(`${silent.join(' and ')} did not answer within ${READY_LIMIT_MS / 1000} s; the lines above say why.`);
  for (const child of running.children) child.prove();
  sayReady(env);
};

const armShutdown = (running: Running): Shutdown => {
  const steps = [
    { name: 'mark', run: () => running.home?.update({ stopping: true }) },
    { name: 'processes', run: () => stopInOrder(running.children) },
    { name: 'database', run: () => running.database?.stop() },
    { name: 'home', run: () => running.home?.release() },
  ];
  // A second Ctrl-C ends this process at once; nothing of it may stay behind.
  process.on('exit', () => {
    for (const child of running.children) child.kill();
  });
  const log = screenLog('mockverse');
  // A start that is refused says one line, not how nothing was stopped.
  const info: typeof log.info = (message, fields) => running.children.length > 0 && log.info(message, fields);
  return onShutdown({ ...log, info }, steps, STOP_LIMIT_MS);
};

/** Pages first, then the API, then both workers together: nobody is asked for what is already gone. */
const stopInOrder = async ([web, api, ...workers]: Child[]): Promise<void> => {
  await web?.stop();
  await api?.stop();
  await Promise.all(workers.map((worker) => worker.stop()));
};

const refuseTakenPort = async (env: Env): Promise<void> => {
  const trouble = await portTrouble(env.port, env.host);
  // Somebody else on ::1 would be who answers at "localhost" in many browsers.
  const other = env.host === '127.0.0.1' && (await portTrouble(env.port, '::1')) === 'EADDRINUSE';
  if (trouble === 'EADDRINUSE' || other)
    throw new StartFault(
      `Port ${env.port} is taken by another program. Stop it, or choose another: PORT=${env.port + 1} npm start`,
    );
  if (trouble === 'EACCES')
    throw new StartFault(`Port ${env.port} needs more rights than this user has. Choose one above 1023: PORT=3000 npm start`);
  if (trouble !== null)
    throw new StartFault(`The address ${env.host}:${env.port} cannot be used (${trouble}). Check HOST and PORT.`);
};

const sayReady = (env: Env): void => {
  const interviewer = {
    gemini: `Gemini, model ${env.gemini.model}`,
    openai: `${env.openai.model} at ${env.openai.baseUrl}`,
    builtin: 'built-in, no key needed (set GEMINI_API_KEY for Gemini)',
  }[env.interviewer];
  const lines = [
    `MockVerse is ready: http://localhost:${env.port}`,
    `  interviewer  ${interviewer}`,
    `  queue        ${env.redisUrl === null ? 'PostgreSQL' : `Redis at ${addressOf(env.redisUrl)}`}`,
    `  data         ${env.databaseUrl === null ? env.home : `${addressOf(env.databaseUrl)}; secrets in ${env.home}`}`,
    '  stop         Ctrl-C',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
};
