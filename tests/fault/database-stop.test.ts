// database-stop.test.ts: while the database is away requests fail at once and say when to come back; nothing acknowledged is lost.
import type { Problem } from '@mockverse/contracts/api';
import { migrate } from '@mockverse/store/migrate';
import type { Answer, Client } from '../support/client';
import { type PrivatePostgres, privatePostgres } from '../support/private-postgres';
import { type Stack, startStack } from '../support/stack';
import { until } from '../support/until';

let postgres: PrivatePostgres;
let stack: Stack;

beforeAll(async () => {
  postgres = await privatePostgres();
  await migrate(postgres.url);
  stack = await startStack({ databaseUrl: postgres.url });
}, 60_000);
afterAll(async () => {
  await postgres.start();
  await stack.close();
  await postgres.remove();
}, 60_000);

const timed = async <T>(work: Promise<T>): Promise<{ answer: T; ms: number }> => {
  const begin = Date.now();
  return { answer: await work, ms: Date.now() - begin };
};

/** Sends chunk after chunk as a browser does: again until it is acknowledged. Returns what was acknowledged. */
async function talk(
  person: Client,
  id: string,
  first: number,
  last: number,
  onRefusal: (refused: Answer, ms: number) => void,
): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let seq = first; seq <= last; ) {
    const text = `word${seq}`;
    const { answer, ms } = await timed(person.say(id, 1, seq, text));
    if (answer.status === 202) {
      acknowledged.push(text);
      seq += 1;
    } else {
      onRefusal(answer, ms);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  return acknowledged;
}

describe.each(['fast', 'immediate'] as const)('a database that stops (%s)', (how) => {
  it('is told within 2.5 s, comes back by itself, and has every chunk that was acknowledged', async () => {
    const person = await stack.guest();
    const id = await person.interview();
    await person.waitForEvent(id, 'question.asked');
    const refusals: { status: number; retryAfter: string | null; ms: number }[] = [];
    const talking = talk(person, id, 1, 120, ({ status, headers }, ms) =>
      refusals.push({ status, retryAfter: headers.get('retry-after'), ms }),
    );
    await until(async () => (await person.snapshot(id)).turns[0]?.heardThrough !== 0, 'a first chunk was heard');

    await postgres.stop(how);
    await until(() => refusals.length > 0, 'a chunk was refused');
    const [asked, ready, alive] = await Promise.all([
      timed(person.api<Problem>('/interviews')),
      timed(person.api('//readyz')),
      timed(person.api('//livez')),
    ]);
    expect([asked.answer.status, asked.answer.headers.get('retry-after'), asked.answer.body.detail.length > 20]).toEqual([
      503,
      '2',
      true,
    ]);
    expect([ready.answer.status, alive.answer.status]).toEqual([503, 200]);
    expect(Math.max(asked.ms, ready.ms, alive.ms)).toBeLessThan(2_500);
    expect((await person.api('/catalog')).status).toBe(200);

    await postgres.start();
    const back = Date.now();
    const acknowledged = await talking;
    await until(async () => (await person.api('//readyz')).status === 200, 'ready again');
    expect(refusals.map(({ status, retryAfter }) => `${status} ${retryAfter}`)).toEqual(refusals.map(() => '503 2'));
    expect(Math.max(...refusals.map(({ ms }) => ms))).toBeLessThan(2_500);

    await person.say(id, 1, 121, 'end.', { endOfTurn: true });
    expect((await person.snapshot(id)).turns[0]?.answer).toBe([...acknowledged, 'end.'].join(' '));
    await person.waitForEvent(id, 'question.asked', ({ data }) => data.turn === 2, 30_000);
    console.log(
      `database-stop ${how}: refused=${refusals.length} slowest=${Math.max(...refusals.map(({ ms }) => ms))} ms, lost=0, next question ${Date.now() - back} ms after the start`,
    );
  }, 90_000);
});
