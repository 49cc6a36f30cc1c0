// turn-path.ts: POST chunk → 202 and POST end of turn → first sentence, beside a bare server, interleaved in one run.
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { post, runLoad, type Target, type Timings } from './conversation-load';
import { type Measured, startMeasured } from './measured-system';
import { printTable, ratio } from './statistics';

const ROUNDS = Number(process.argv[2] ?? 3);
const PEOPLE = 50;
const LOAD = { interviews: PEOPLE, turns: 2, chunksPerTurn: 40, chunkEveryMs: 250, limitMs: 20_000 };

/** The product, through its own public routes. */
export const product = (origin: string): Target => ({
  origin,
  open: async () => {
    const guest = await post(origin, '/api/v1/guests', '', {});
    const made = await post(origin, '/api/v1/interviews', guest.setCookie, { role: 'backend', level: 'mid', minutes: 45 });
    if (made.status !== 201) throw new Error(`An interview could not begin: ${made.status} ${made.body}`);
    const { id } = JSON.parse(made.body) as { id: string };
    return {
      cookie: guest.setCookie,
      chunks: `/api/v1/interviews/${id}/chunks`,
      events: `/api/v1/interviews/${id}/events?after=0`,
    };
  },
});

let round = 0;
const bare = (origin: string): Target => ({
  origin,
  open: async (index) => ({ cookie: '', chunks: `/r${round}-${index}/chunks`, events: `/r${round}-${index}/events` }),
});

async function startBare(databaseUrl: string): Promise<{ origin: string; child: ChildProcess }> {
  const child = fork(join(__dirname, 'bare-server.ts'), [databaseUrl], { execArgv: process.execArgv });
  const { port } = await new Promise<{ port: number }>((resolve) =>
    child.once('message', (address) => resolve(address as { port: number })),
  );
  return { origin: `http://127.0.0.1:${port}`, child };
}

const none = (): Timings => ({ chunk: [], closing: [], sentence: [], refused: 0 });
const add = (into: Timings, more: Timings): void => {
  into.chunk.push(...more.chunk);
  into.closing.push(...more.closing);
  into.sentence.push(...more.sentence);
  into.refused += more.refused;
};

async function compare(system: Measured): Promise<void> {
  const peer = await startBare(system.databaseUrl);
  const ours = none();
  const theirs = none();
  for (round = 1; round <= ROUNDS; round++) {
    add(theirs, await runLoad(bare(peer.origin), LOAD, false));
    add(ours, await runLoad(product(system.origin), LOAD, true));
    console.log(`round ${round} of ${ROUNDS} on ${system.backend}`);
  }
  peer.child.disconnect();
  printTable(`${PEOPLE} interviews at once, ${system.backend}, built-in interviewer`, [
    { what: 'POST chunk → 202: product', values: ours.chunk },
    { what: 'POST chunk → 202: bare', values: theirs.chunk },
    { what: 'POST end of turn → 202: product', values: ours.closing },
    { what: 'POST end of turn → 202: bare', values: theirs.closing },
    { what: 'POST end of turn → question.sentence: product', values: ours.sentence },
    { what: 'POST end of turn → question.sentence: bare', values: theirs.sentence },
  ]);
  console.log(
    `chunk p50 ${ratio(ours.chunk, theirs.chunk, 0.5)} p99 ${ratio(ours.chunk, theirs.chunk, 0.99)} of bare; refused ${ours.refused}`,
  );
  console.log(
    `sentence p50 ${ratio(ours.sentence, theirs.sentence, 0.5)} p99 ${ratio(ours.sentence, theirs.sentence, 0.99)} of bare`,
  );
}

/** The same people while the model takes three seconds to its first word: the API must not notice. */
async function slowModel(system: Measured): Promise<void> {
  const timings = await runLoad(product(system.origin), { ...LOAD, turns: 2 }, true);
  printTable(`${PEOPLE} interviews at once, ${system.backend}, a model whose first token takes 3 s`, [
    { what: 'POST chunk → 202', values: timings.chunk },
    { what: 'POST end of turn → 202', values: timings.closing },
    { what: 'POST end of turn → question.sentence', values: timings.sentence },
  ]);
}

async function main(): Promise<void> {
  for (const backend of ['postgresql', 'redis'] as const) {
    const system = await startMeasured({ backend, model: null });
    await compare(system).finally(system.stop);
    const slow = await startMeasured({ backend, model: { firstTokenMs: 3_000 } });
    await slowModel(slow).finally(slow.stop);
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
