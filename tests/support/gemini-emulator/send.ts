// send.ts: writes steps to the socket as server-sent events, as one JSON array, or as one answer, with the set latency.
import type { ServerResponse } from 'node:http';
import type { Piece, Step } from './steps';

export type Framing = 'sse' | 'array' | 'single';

export interface Latency {
  firstTokenMs: number;
  perTokenMs: number;
}

/** Pieces hold about this many tokens. */
const TOKENS_PER_PIECE = 6;

export async function send(response: ServerResponse, steps: Step[], framing: Framing, latency: Latency): Promise<void> {
  if (framing === 'single') return sendSingle(response, steps, latency);
  response.writeHead(200, { 'content-type': framing === 'sse' ? 'text/event-stream' : 'application/json; charset=UTF-8' });
  response.flushHeaders();
  await wait(latency.firstTokenMs, response);
  let first = true;
  for (const step of steps) {
    if (response.destroyed) return;
    if ('breaks' in step) return breakOff(response, step.breaks);
    if (!first) await wait(latency.perTokenMs * TOKENS_PER_PIECE, response);
    response.write('raw' in step ? step.raw : framed(step.piece, framing, first));
    first = false;
  }
  response.end(framing === 'array' ? (first ? '[]' : '\n]') : undefined);
}

const framed = (piece: Piece, framing: Framing, first: boolean): string =>
  framing === 'sse' ? `data: ${JSON.stringify(piece)}\r\n\r\n` : `${first ? '[' : '\n,\r\n'}${JSON.stringify(piece)}`;

async function sendSingle(response: ServerResponse, steps: Step[], latency: Latency): Promise<void> {
  const held = steps.flatMap((step) => ('piece' in step ? [step.piece] : []));
  await wait(latency.firstTokenMs + held.length * latency.perTokenMs * TOKENS_PER_PIECE, response);
  const broken = steps.find((step) => 'breaks' in step);
  if (broken && 'breaks' in broken) return breakOff(response, broken.breaks);
  const error = held.find((piece) => piece.error);
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(error ?? merged(held)));
}

/** The pieces of a stream as the one reply that would have come without streaming. */
function merged(held: Piece[]): Piece {
  const parts = held.flatMap((piece) => piece.candidates?.[0]?.content?.parts ?? []);
  const text = parts
    .filter((part) => !part.thought)
    .map((part) => part.text)
    .join('');
  const last = held.at(-1) ?? {};
  const candidate = last.candidates?.[0];
  if (!candidate) return last;
  const content = text === '' ? candidate.content : { role: 'model' as const, parts: [{ text }] };
  return { ...last, candidates: [{ ...candidate, ...(content && { content }) }] };
}

/** What was written before a reset is given the time to arrive: a reset throws away what is still on its way. */
const ARRIVES_WITHIN_MS = 25;

async function breakOff(response: ServerResponse, how: 'stall' | 'reset'): Promise<void> {
  if (how === 'stall') return;
  await wait(ARRIVES_WITHIN_MS, response);
  response.socket?.resetAndDestroy();
}

/** Ends early when the caller hangs up. */
function wait(ms: number, response: ServerResponse): Promise<void> {
  if (ms <= 0 || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      response.off('close', done);
      resolve();
    }
    response.once('close', done);
  });
}
