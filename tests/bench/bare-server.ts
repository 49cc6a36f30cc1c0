// bare-server.ts: the peer of the turn path: the same rows and the same stream with node:http and pg alone, no framework, no queue.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.argv[2], max: 10 });
const streams = new Map<string, ServerResponse>();

const SCHEMA = `
  create schema if not exists bare;
  create table if not exists bare.interview (id text primary key, last_seq int not null default 0);
  create table if not exists bare.chunk (interview text, turn int, seq int, kind text, body text, primary key (interview, turn, seq));
  create table if not exists bare.event (interview text, seq int, type text, at timestamptz default now(), data jsonb, primary key (interview, seq));`;

interface Chunk {
  turn: number;
  seq: number;
  kind: string;
  text: string;
  endOfTurn?: boolean;
}

const body = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
};

/** Closing a turn writes the same three events as the product does, in one transaction. */
async function closeTurn(id: string, chunk: Chunk): Promise<object[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query('update bare.interview set last_seq = last_seq + 3 where id = $1 returning last_seq', [
      id,
    ]);
    await client.query('insert into bare.chunk values ($1,$2,$3,$4,$5)', [id, chunk.turn, chunk.seq, chunk.kind, chunk.text]);
    const first = rows[0].last_seq - 2;
    const events = [
      { seq: first, type: 'turn.closed', data: { turn: chunk.turn, answer: chunk.text } },
      { seq: first + 1, type: 'question.began', data: { turn: chunk.turn + 1, kind: 'lead' } },
      { seq: first + 2, type: 'question.sentence', data: { turn: chunk.turn + 1, index: 0, text: 'And what does that cost?' } },
    ];
    for (const event of events) {
      await client.query('insert into bare.event (interview, seq, type, data) values ($1,$2,$3,$4)', [
        id,
        event.seq,
        event.type,
        event.data,
      ]);
    }
    await client.query('commit');
    return events;
  } finally {
    client.release();
  }
}

async function hear(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunk = JSON.parse(await body(request)) as Chunk;
  const events = chunk.endOfTurn ? await closeTurn(id, chunk) : [];
  if (!chunk.endOfTurn) {
    await pool.query('insert into bare.chunk values ($1,$2,$3,$4,$5)', [id, chunk.turn, chunk.seq, chunk.kind, chunk.text]);
  }
  response
    .writeHead(202, { 'content-type': 'application/json' })
    .end(JSON.stringify({ heard: chunk.seq, closed: events.length > 0 }));
  for (const event of events as { seq: number; type: string }[]) {
    streams.get(id)?.write(`id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  }
}

async function open(id: string, response: ServerResponse): Promise<void> {
  await pool.query('insert into bare.interview (id) values ($1) on conflict do nothing', [id]);
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
  streams.set(id, response);
}

const server = createServer((request, response) => {
  const [, id, what] = /^\/([^/]+)\/(chunks|events)/.exec(request.url ?? '') ?? [];
  const work = what === 'chunks' ? hear(id ?? '', request, response) : open(id ?? '', response);
  work.catch((error) => response.writeHead(500).end(String(error)));
});

pool.query(SCHEMA).then(() => server.listen(0, '127.0.0.1', () => process.send?.(server.address())));
process.on('disconnect', () => process.exit(0));
