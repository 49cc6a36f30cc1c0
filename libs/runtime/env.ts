// env.ts: reads every setting once, at the door; a process does not start with a wrong one.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'dotenv';
import { z } from 'zod';
import { projectRoot } from './project';

/** One line per wrong setting, each saying what would be right. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

type Source = Record<string, string | undefined>;

const url = (...protocols: string[]) => {
  const forms = protocols.map((p) => `${p}://…`).join(' or ');
  const fits = (value: string) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1));
  return z.string().refine(fits, `must be an address of the form ${forms}`);
};
const http = () => url('http', 'https').transform((value) => value.replace(/\/+$/, ''));
const whole = (min: number, max: number) => {
  const rule = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, rule)
    .transform(Number)
    .refine((n) => n >= min && n <= max, rule);
};
const choice = <const T extends readonly [string, ...string[]]>(options: T) =>
  z.enum(options, `must be one of: ${options.join(', ')}`);
const flag = () => choice(['0', '1']).transform((value) => value === '1');

const LANES = ['live', 'review'] as const;
export type LaneName = (typeof LANES)[number];

const Settings = z.object({
  NODE_ENV: z.string().optional(),
  PORT: whole(1, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: http().optional(),
  TRUST_PROXY: whole(0, 16).default(0),
  MOCKVERSE_HOME: z.string().optional(),
  DATABASE_URL: url('postgresql', 'postgres').optional(),
  DATABASE_POOL: whole(2, 200).default(10),
  REDIS_URL: url('redis', 'rediss').optional(),
  INTERVIEWER: choice(['gemini', 'openai', 'builtin']).optional(),
  GEMINI_API_KEY: z.string().optional(),
  GEMINI_MODEL: z.string().default('gemini-3.8-flash'),
  GEMINI_BASE_URL: http().default('https://generativelanguage.googleapis.com'),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_MODEL: z.string().default(''),
  OPENAI_BASE_URL: http().default('https://api.openai.com/v1'),
  QUESTION_DEADLINE_MS: whole(500, 60_000).default(4000),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  LOG_LEVEL: choice(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_PII: flag().default(false),
  TRANSCRIBER_URL: http().optional(),
  WEB_ORIGIN: http().default('http://127.0.0.1:3100'),
  LANES: z
    .string()
    .transform((value) => value.split(',').map((lane) => lane.trim()))
    .pipe(z.array(choice(LANES)).min(1, `must name lanes: ${LANES.join(', ')}`))
    .default([...LANES]),
});
type Settings = z.infer<typeof Settings>;

/** Everything the environment decides. Names carry their unit. */
export type Env = ReturnType<typeof arrange>;

/** The settings of this process; `.env` in the project's folder fills what the environment leaves out. */
export const readEnv = (source: Source = withDotEnv(process.env)): Env => {
  // An empty value counts as unset: `PORT=` in a compose file or in .env means "the default".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const read = Settings.safeParse(given);
  if (!read.success) throw new EnvError(read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`));
  const problems = contradictions(read.data);
  if (problems.length > 0) throw new EnvError(problems);
  return arrange(read.data);
};

/** The plain variables of this process, for handing on to a process that it starts. */
export const inheritedEnv = (): Source => withDotEnv(process.env);

const withDotEnv = (source: Source): Source => {
  const file = join(projectRoot(), '.env');
  return existsSync(file) ? { ...parse(readFileSync(file)), ...source } : source;
};

const contradictions = (s: Settings): string[] => {
  const problems: string[] = [];
  if (s.INTERVIEWER === 'gemini' && !s.GEMINI_API_KEY) {
    problems.push('INTERVIEWER is gemini, but GEMINI_API_KEY is not set. Set the key, or choose INTERVIEWER=builtin.');
  }
  if (s.INTERVIEWER === 'openai' && !s.OPENAI_MODEL) {
    problems.push('INTERVIEWER is openai, but OPENAI_MODEL is not set. Name the model that OPENAI_BASE_URL serves.');
  }
  return problems;
};

const arrange = (s: Settings) => ({
  production: s.NODE_ENV === 'production',
  port: s.PORT,
  /** Address that the public port binds to. */
  host: s.HOST,
  /** The address people use, when it is not http://localhost:<port>: decides Secure cookies and trusted origins. */
  publicUrl: s.PUBLIC_URL ?? null,
  /** How many proxies in front are believed about the client's address. */
  trustProxy: s.TRUST_PROXY,
  /** Absolute folder of the embedded database and of generated secrets. */
  home: resolve(projectRoot(), s.MOCKVERSE_HOME ?? '.mockverse'),
  databaseUrl: s.DATABASE_URL ?? null,
  /** Connections per process. */
  databasePool: s.DATABASE_POOL,
  redisUrl: s.REDIS_URL ?? null,
  interviewer: s.INTERVIEWER ?? (s.GEMINI_API_KEY ? ('gemini' as const) : ('builtin' as const)),
  gemini: { apiKey: s.GEMINI_API_KEY ?? null, model: s.GEMINI_MODEL, baseUrl: s.GEMINI_BASE_URL },
  openai: { apiKey: s.OPENAI_API_KEY ?? null, model: s.OPENAI_MODEL, baseUrl: s.OPENAI_BASE_URL },
  questionDeadlineMs: s.QUESTION_DEADLINE_MS,
  /** Null: the supervisor makes one and keeps it in home. */
  sessionSecret: s.SESSION_SECRET ?? null,
  logLevel: s.LOG_LEVEL,
  /** True writes what candidates say into the log. Never in production. */
  logPii: s.LOG_PII,
  transcriberUrl: s.TRANSCRIBER_URL ?? null,
  /** Internal: where the pages are served on loopback. */
  webOrigin: s.WEB_ORIGIN,
  /** Internal: the lanes that this worker process runs. */
  lanes: s.LANES as LaneName[],
});
