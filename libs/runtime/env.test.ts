// env.test.ts: a wrong setting is named in one line; a missing one has its default.
import { EnvError, readEnv } from './env';

const problemsOf = (source: Record<string, string>): readonly string[] => {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
  return [];
};

describe('settings', () => {
  it('need nothing at all: the built-in interviewer answers on port 3000', () => {
    const env = readEnv({});
    expect(env).toMatchObject({ port: 3000, host: '127.0.0.1', interviewer: 'builtin', databaseUrl: null, redisUrl: null });
    expect(env.home.endsWith('/.mockverse')).toBe(true);
    expect(env.lanes).toEqual(['live', 'review']);
  });

  it('choose Gemini as soon as its key is there', () => {
    expect(readEnv({ GEMINI_API_KEY: 'a-key' }).interviewer).toBe('gemini');
  });

  it('let a person refuse the model although a key is there', () => {
    expect(readEnv({ GEMINI_API_KEY: 'a-key', INTERVIEWER: 'builtin' }).interviewer).toBe('builtin');
  });

  it('take an empty value for an unset one', () => {
    expect(readEnv({ PORT: '', GEMINI_API_KEY: ' ', REDIS_URL: '' })).toMatchObject({
      port: 3000,
      interviewer: 'builtin',
      redisUrl: null,
    });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '0'],
    ['PORT', '70000'],
    ['PORT', '3000.5'],
    ['DATABASE_URL', 'mysql://localhost/mockverse'],
    ['DATABASE_URL', 'localhost:5432'],
    ['REDIS_URL', 'localhost:6379'],
    ['INTERVIEWER', 'claude'],
    ['GEMINI_BASE_URL', 'example.org'],
    ['SESSION_SECRET', 'short'],
    ['LOG_LEVEL', 'loud'],
    ['LANES', 'live,slow'],
    ['TRUST_PROXY', 'yes'],
    ['QUESTION_DEADLINE_MS', '-1'],
  ])('refuse %s=%s in one line that begins with the name', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must .+\\.$`));
  });

  it('never repeat a wrong secret in the message', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://me:hunter2@db/x', SESSION_SECRET: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('name every wrong setting at once', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'y' })).toHaveLength(2);
  });

  it('say what is missing when a model is chosen without what it needs', () => {
    expect(problemsOf({ INTERVIEWER: 'gemini' })[0]).toContain('GEMINI_API_KEY is not set');
    expect(problemsOf({ INTERVIEWER: 'openai' })[0]).toContain('OPENAI_MODEL is not set');
  });
});
