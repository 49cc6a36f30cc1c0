// conversation-load.ts: many interviews at once over HTTP: chunks at speaking pace, and the time to 202 and to the next sentence.
import { Agent, request } from 'node:http';
import { createParser } from 'eventsource-parser';

export interface Target {
  origin: string;
  /** Opens one interview: its id, cookie and the paths to post chunks to and to read events from. */
  open(index: number): Promise<{ cookie: string; chunks: string; events: string }>;
}

export interface Timings {
  /** POST of a chunk that does not end the turn → 202. */
  chunk: number[];
  /** POST of the chunk that ends the turn → 202. */
  closing: number[];
  /** POST of the chunk that ends the turn → first question.sentence on the stream. */
  sentence: number[];
  refused: number;
}

export interface Load {
  interviews: number;
  turns: number;
  chunksPerTurn: number;
  chunkEveryMs: number;
  /** How long one may wait for the next sentence before the run fails. */
  limitMs: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 500 });
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const WORDS =
  'we kept the index small because every write has to update it and measured that inserts took eight milliseconds '.split(' ');
const speech = (turn: number, seq: number): string => WORDS.slice((turn + seq) % 8, ((turn + seq) % 8) + 9).join(' ');

interface Stream {
  /** Resolves with the time at which the first sentence of `turn` arrived. */
  sentenceOf(turn: number): Promise<number>;
  asked(turn: number): Promise<void>;
  close(): void;
}

function listen(origin: string, path: string, cookie: string, limitMs: number): Stream {
  const seen = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  const note = (key: string, at: number): void => {
    if (seen.has(key)) return;
    seen.set(key, at);
    waiting.get(key)?.(at);
  };
  const parser = createParser({
    onEvent: ({ data }) => {
      const event = JSON.parse(data) as { type: string; data: { turn?: number } };
      note(`${event.type} ${event.data.turn}`, performance.now());
    },
  });
  const opened = request(`${origin}${path}`, { agent: false, headers: { accept: 'text/event-stream', cookie } }, (response) => {
    response.setEncoding('utf8').on('data', (piece: string) => parser.feed(piece));
  });
  opened.on('error', () => undefined);
  opened.end();
  const once = (key: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const at = seen.get(key);
      if (at !== undefined) return resolve(at);
      const timer = setTimeout(() => reject(new Error(`no ${key} within ${limitMs} ms`)), limitMs);
      waiting.set(key, (when) => {
        clearTimeout(timer);
        resolve(when);
      });
    });
  return {
    sentenceOf: (turn) => once(`question.sentence ${turn}`),
    asked: async (turn) => void (await once(`question.asked ${turn}`)),
    close: () => opened.destroy(),
  };
}

/** Posts JSON and answers the status and the time it took, in milliseconds. */
export function post(
  origin: string,
  path: string,
  cookie: string,
  payload: object,
): Promise<{ status: number; ms: number; body: string; setCookie: string }> {
  const text = JSON.stringify(payload);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), origin, cookie };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, { method: 'POST', agent, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        body += piece;
      });
      response.on('end', () => {
        const setCookie = (response.headers['set-cookie'] ?? []).map((c) => c.split(';')[0]).join('; ');
        resolve({ status: response.statusCode ?? 0, ms: performance.now() - began, body, setCookie });
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

async function converse(target: Target, index: number, load: Load, timings: Timings, firstIsAsked: boolean): Promise<void> {
  const { cookie, chunks, events } = await target.open(index);
  const stream = listen(target.origin, events, cookie, load.limitMs);
  // Spread out, so that people do not all end their answers in the same millisecond.
  await pause((index / load.interviews) * load.chunkEveryMs * load.chunksPerTurn);
  try {
    for (let turn = 1; turn <= load.turns; turn++) {
      if (firstIsAsked || turn > 1) await (firstIsAsked ? stream.asked(turn) : stream.sentenceOf(turn));
      for (let seq = 1; seq < load.chunksPerTurn; seq++) {
        const { status, ms } = await post(target.origin, chunks, cookie, { turn, seq, kind: 'final', text: speech(turn, seq) });
        if (status === 202) timings.chunk.push(ms);
        else timings.refused++;
        await pause(load.chunkEveryMs);
      }
      const last = { turn, seq: load.chunksPerTurn, kind: 'final', text: speech(turn, 0), endOfTurn: true };
      const began = performance.now();
      const { status, ms } = await post(target.origin, chunks, cookie, last);
      if (status !== 202) timings.refused++;
      timings.closing.push(ms);
      timings.sentence.push((await stream.sentenceOf(turn + 1)) - began);
    }
  } finally {
    stream.close();
  }
}

/** Runs `load.interviews` conversations at once and answers every measured time. */
export async function runLoad(target: Target, load: Load, firstIsAsked: boolean): Promise<Timings> {
  const timings: Timings = { chunk: [], closing: [], sentence: [], refused: 0 };
  await Promise.all(Array.from({ length: load.interviews }, (_, index) => converse(target, index, load, timings, firstIsAsked)));
  return timings;
}
