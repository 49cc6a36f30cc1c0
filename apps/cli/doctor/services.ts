// services.ts: checks of what MockVerse talks to: database, migrations, clock, queue, interviewer.

import { createGemini } from '@mockverse/llm/gemini';
import { createOpenAiCompatible } from '@mockverse/llm/openai-compatible';
import { queueBackend } from '@mockverse/queue/backend';
import { backendReady } from '@mockverse/queue/ready';
import type { Env } from '@mockverse/runtime/env';
import { GiveUp } from '@mockverse/runtime/errors';
import { createLog } from '@mockverse/runtime/log';
import { postgresFolder, readAccess } from '@mockverse/runtime/postgres-folder';
import { migrationsFolder, readMigrations } from '@mockverse/store/migrate';
import { Client } from 'pg';
import { addressOf } from '../supervisor/database';
import { runningIn } from '../supervisor/home';
import { type CheckResult, fail, messageOf, ok, warn } from './finding';
import { checkPackagedPostgres } from './machine';

const CLOCK_LIMIT_MS = 2_000;
const ANSWER_LIMIT_MS = 5_000;

export const checkDatabase = async (env: Env): Promise<CheckResult[]> => {
  const url = env.databaseUrl ?? runningUrl(env);
  if (url === null) return [checkPackagedPostgres()];
  const client = new Client({ connectionString: url, connectionTimeoutMillis: ANSWER_LIMIT_MS, query_timeout: ANSWER_LIMIT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return [await checkVersion(client, url), await checkMigrations(client), await checkClock(client)];
  } catch (error) {
    return [
      fail(
        'database',
        `${addressOf(url)} does not answer (${messageOf(error)})`,
        'Check DATABASE_URL and whether the server runs.',
      ),
    ];
  } finally {
    await client.end().catch(() => undefined);
  }
};

const runningUrl = (env: Env): string | null => {
  if (!runningIn(env.home)) return null;
  const access = readAccess(postgresFolder(env.home));
  return access && `postgresql://postgres:${access.password}@127.0.0.1:${access.port}/mockverse`;
};

const checkVersion = async (client: Client, url: string): Promise<CheckResult> => {
  const { rows } = await client.query<{ number: string; name: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  );
  const says = `PostgreSQL ${rows[0]?.name} at ${addressOf(url)}`;
  return Number(rows[0]?.number) >= 150_000
    ? ok('database', says)
    : fail('database', says, 'MockVerse needs PostgreSQL 15 or newer.');
};

const checkMigrations = async (client: Client): Promise<CheckResult> => {
  const wanted = readMigrations(migrationsFolder()).map(({ name }) => name);
  const { rows: tables } = await client.query(`select 1 from information_schema.tables where table_name = '_prisma_migrations'`);
  const { rows } =
    tables.length === 0
      ? { rows: [] }
      : await client.query<{ name: string }>(
          'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
        );
  const applied = new Set(rows.map(({ name }) => name));
  const missing = wanted.filter((name) => !applied.has(name));
  if (missing.length > 0) return fail('migrations', `not applied: ${missing.join(', ')}`, 'Run: npm run migrate');
  return ok('migrations', `all ${wanted.length} applied`);
};

const checkClock = async (client: Client): Promise<CheckResult> => {
  const before = Date.now();
  const { rows } = await client.query<{ ms: number }>('select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms');
  const differenceMs = Math.round((rows[0]?.ms ?? 0) - (before + Date.now()) / 2);
  const says = `${Math.abs(differenceMs)} ms between this machine and the database`;
  return Math.abs(differenceMs) <= CLOCK_LIMIT_MS
    ? ok('clock', says)
    : warn('clock', says, 'Set both clocks by NTP: waiting times are computed from them.');
};

export const checkQueue = async ({ redisUrl }: Env): Promise<CheckResult> => {
  if (redisUrl === null) return ok('queue', 'PostgreSQL (set REDIS_URL for Redis)');
  try {
    await backendReady(queueBackend({ redisUrl, databaseUrl: null }), {
      log: createLog('doctor', 'silent'),
      production: true,
      limitMs: 1_000,
    });
    return ok('queue', `Redis at ${addressOf(redisUrl)}, nothing is evicted`);
  } catch (error) {
    if (error instanceof GiveUp) return fail('queue', messageOf(error), 'In redis.conf: maxmemory-policy noeviction');
    return fail(
      'queue',
      `Redis at ${addressOf(redisUrl)} does not answer (${messageOf(error)})`,
      'Check REDIS_URL, or unset it to queue in PostgreSQL.',
    );
  }
};

export const checkInterviewer = async (env: Env): Promise<CheckResult> => {
  const { gemini, openai } = env;
  if (env.interviewer === 'builtin') return ok('interviewer', 'built-in, no key needed');
  const [says, llm] =
    env.interviewer === 'gemini'
      ? [`Gemini, model ${gemini.model}`, createGemini({ ...gemini, apiKey: gemini.apiKey ?? '' })]
      : [`${openai.model} at ${openai.baseUrl}`, createOpenAiCompatible({ ...openai, apiKey: openai.apiKey ?? '' })];
  try {
    await llm.check(AbortSignal.timeout(ANSWER_LIMIT_MS));
    return ok('interviewer', says);
  } catch (error) {
    return fail(
      'interviewer',
      `${says}: ${messageOf(error)}`,
      'Until it answers, the built-in interviewer takes over. Mend the setting, or choose INTERVIEWER=builtin.',
    );
  }
};
