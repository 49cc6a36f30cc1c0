// quota.test.ts: a model that is down is left alone, and review never spends what live questions need.
import { type AskOptions, type Llm, LlmError } from './llm';
import { createBreaker, guarded } from './quota';
import { createScripted, type ScriptedReply } from './scripted';
import { TokenBucket } from './token-bucket';

const asking: AskOptions = { system: 'x'.repeat(400), messages: [], maxAnswerTokens: 100 };

async function read(llm: Llm): Promise<string> {
  let text = '';
  for await (const piece of llm.stream(asking).text) text += piece;
  return text;
}
const outcome = (llm: Llm): Promise<string> => read(llm).catch((error: unknown) => (error as LlmError).kind);

describe('the breaker', () => {
  const times = (n: number, reply: ScriptedReply): ScriptedReply[] => Array.from({ length: n }, () => reply);

  it('opens after failures in a row, and then answers at once that the model is busy', async () => {
    const model = createScripted(times(9, { fails: 'broken' }));
    const llm = guarded(model, { breaker: createBreaker({ failures: 3 }), forClass: 'live' });
    expect(await Promise.all([outcome(llm), outcome(llm), outcome(llm)])).toEqual(['broken', 'broken', 'broken']);
    expect(await outcome(llm)).toBe('busy');
    expect(model.calls).toHaveLength(3);
  });

  it('counts a stream that breaks in its middle', async () => {
    const model = createScripted(times(9, { fails: 'broken', after: ['What '] }));
    const llm = guarded(model, { breaker: createBreaker({ failures: 2 }), forClass: 'live' });
    for (let i = 0; i < 4; i++) await outcome(llm);
    expect(model.calls).toHaveLength(2);
  });

  it('does not count what says nothing about whether the model is up', async () => {
    for (const kind of ['blocked', 'truncated', 'unparsable', 'empty', 'misconfigured'] as const) {
      const breaker = createBreaker({ failures: 1 });
      await outcome(guarded(createScripted([{ fails: kind }]), { breaker, forClass: 'live' }));
      expect(breaker.open).toBe(false);
    }
  });

  it('lets one probe through after its rest, refuses the others meanwhile, and closes when the probe succeeds', async () => {
    const model = createScripted([{ fails: 'broken' }, { stalls: ['What '] }, { says: 'What now?' }]);
    const llm = guarded(model, { breaker: createBreaker({ failures: 1, openMs: 300 }), forClass: 'live' });
    await outcome(llm);
    expect(await outcome(llm)).toBe('busy');
    await new Promise((done) => setTimeout(done, 310));
    const probe = llm.stream(asking).text[Symbol.asyncIterator]();
    expect(await probe.next()).toEqual({ done: false, value: 'What ' });
    expect(await outcome(llm)).toBe('busy');
    await probe.return?.();
    expect(await read(llm)).toBe('What now?');
  });

  it('guards JSON as well', async () => {
    const breaker = createBreaker({ failures: 1 });
    const llm = guarded(createScripted([{ fails: 'unreachable' }]), { breaker, forClass: 'review' });
    const { z } = await import('zod');
    await expect(llm.ask({ ...asking, schema: z.object({}), schemaName: 'x' })).rejects.toMatchObject({ kind: 'unreachable' });
    expect(breaker.open).toBe(true);
  });
});

describe('the bucket', () => {
  const clock = () => {
    let now = 0;
    const pass = (ms: number) => {
      now += ms;
    };
    return { now: () => now, pass };
  };

  it('says how long to wait, and has refilled by then', () => {
    const time = clock();
    const bucket = new TokenBucket(6_000, time.now);
    expect(bucket.take(6_000, 'live')).toBe(0);
    const waitMs = bucket.take(1_000, 'live');
    expect(waitMs).toBe(10_000);
    time.pass(waitMs - 1);
    expect(bucket.take(1_000, 'live')).toBeGreaterThan(0);
    time.pass(1);
    expect(bucket.take(1_000, 'live')).toBe(0);
  });

  it('keeps half of itself for live questions', () => {
    const bucket = new TokenBucket(6_000, clock().now);
    expect(bucket.take(3_000, 'review')).toBe(0);
    expect(bucket.take(100, 'review')).toBeGreaterThan(0);
    expect(bucket.take(3_000, 'live')).toBe(0);
  });

  it('never makes a call wait for ever, however large it is', () => {
    const bucket = new TokenBucket(1_000, clock().now);
    expect(bucket.take(50_000, 'live')).toBe(0);
    expect(bucket.take(50_000, 'review')).toBeLessThanOrEqual(60_000);
  });

  it('takes what was really used', async () => {
    const bucket = new TokenBucket(1_000, clock().now);
    const llm = guarded(createScripted([{ says: 'One?' }, { says: 'Two?' }]), {
      breaker: createBreaker(),
      bucket,
      forClass: 'live',
    });
    // Guessed: 100 for the prompt and 100 for the answer. Used: 120.
    await read(llm);
    expect(bucket.take(880, 'live')).toBe(0);
    expect(await outcome(llm)).toBe('busy');
  });
});
