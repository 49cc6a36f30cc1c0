// stream-cut.test.ts: a listener whose line is cut again and again ends up with exactly what the database has.
import type { InterviewEvent } from '@mockverse/contracts/events';
import { QUEUE_BACKENDS } from '../support/backends';
import type { Client } from '../support/client';
import { readEvents } from '../support/event-reader';
import { type FoundRedis, findRedis } from '../support/redis';
import { type Stack, startStack } from '../support/stack';

const ANSWERS = [
  'I am a backend developer and I build services that move money, so I care about being correct first.',
  'I would put a unique constraint on the key, because a check in the code loses the race between two requests.',
  'It depends: an index makes reads faster but every write pays for it, so I measure before I add one.',
  'We used a queue with retries and an idempotency key, and it cut lost orders from two percent to none.',
];

interface Heard {
  events: InterviewEvent[];
  cuts: number;
}

/** Reads until the last event, and is cut every 200 to 400 ms on the way. */
async function listenWithCuts(person: Client, id: string, isLast: (event: InterviewEvent) => boolean): Promise<Heard> {
  const events: InterviewEvent[] = [];
  for (let cuts = 0; ; cuts += 1) {
    const lastSeen = events.at(-1)?.seq;
    const reader = await readEvents(person, id, lastSeen === undefined ? {} : { lastEventId: lastSeen });
    await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 200));
    reader.cut();
    await reader.ended;
    events.push(...reader.events);
    if (events.some(isLast)) return { events, cuts };
    if (cuts > 300) throw new Error(`the last event did not come; ${events.length} did`);
  }
}

describe.each(QUEUE_BACKENDS)('with the queue on %s', (backend) => {
  let redis: FoundRedis | null = null;
  let stack: Stack;

  beforeAll(async () => {
    redis = backend === 'redis' ? await findRedis() : null;
    stack = await startStack({ redisUrl: redis?.url ?? null });
  });
  afterAll(async () => {
    await stack.close();
    await redis?.close();
  });

  it('three listeners on bad lines miss nothing and see nothing twice', async () => {
    const person = await stack.guest();
    const id = await person.interview();
    const listeners = [1, 2, 3].map(() => listenWithCuts(person, id, ({ type }) => type === 'report.ready'));
    for (const [index, text] of ANSWERS.entries()) {
      await person.waitForEvent(id, 'question.asked', ({ data }) => data.turn === index + 1);
      await person.answer(id, index + 1, text);
      // A person breathes before speaking again: without this the interview would be over before the first cut.
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    await person.post(`/interviews/${id}/end`);
    const heard = await Promise.all(listeners);
    const stored = (await stack.store.events.after(id, 0)).events;
    for (const { events, cuts } of heard) {
      expect(events).toEqual(stored);
      expect(cuts).toBeGreaterThanOrEqual(4);
    }
    console.log(
      `stream-cut ${backend}: ${stored.length} events, ${heard.map(({ cuts }) => cuts).join('/')} cuts, missed=0 dup=0`,
    );
  });
});
