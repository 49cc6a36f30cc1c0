// queue-away.test.ts: with the queue gone an answer is still taken; when it is back, the question comes by itself.
import type { Problem } from '@mockverse/contracts/api';
import { hasBinary, type PrivateRedis, privateRedis } from '../support/redis';
import { type Stack, startStack } from '../support/stack';

let redis: PrivateRedis;
let stack: Stack;
const where = hasBinary() ? describe : describe.skip;

where('a queue that is away', () => {
  beforeAll(async () => {
    redis = await privateRedis();
    stack = await startStack({ redisUrl: redis.url });
  }, 60_000);
  afterAll(async () => {
    await stack.close();
    await redis.close();
  }, 60_000);

  it('loses no answer: it is acknowledged within 2.5 s, and followed up when the queue is back, empty as it is', async () => {
    const person = await stack.guest();
    const admin = await stack.admin();
    const id = await person.interview();
    await person.waitForEvent(id, 'question.asked');
    await person.say(id, 1, 1, 'I have built web services for six years');

    await redis.kill();
    const begin = Date.now();
    const heard = await person.say(id, 1, 2, 'and I like queues.', { endOfTurn: true });
    const tookMs = Date.now() - begin;
    expect([heard.status, heard.body.closed]).toEqual([202, true]);
    expect(tookMs).toBeLessThan(2_500);
    const operations = await admin.api<Problem>('/admin/operations');
    expect([operations.status, operations.headers.get('retry-after')]).toEqual([503, '2']);
    expect((await person.events(id)).body.events.at(-1)?.type).toBe('turn.closed');

    await redis.start();
    const back = Date.now();
    await person.waitForEvent(id, 'question.asked', ({ data }) => data.turn === 2, 40_000);
    console.log(`queue-away: acknowledged in ${tookMs} ms, next question ${Date.now() - back} ms after the queue was back`);
  }, 90_000);
});
