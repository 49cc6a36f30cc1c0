// sender.ts: brings chunks to the API in order, keeps them on this device until acknowledged, and never loses one.
import type { ChunkIn } from '@mockverse/contracts/api';
import type { Snapshot } from '@mockverse/contracts/interview';
import { readInterview, sendChunk } from './fetch';
import { forget, recall, remember } from './kept';
import { type LiveValue, liveValue } from './live-value';
import { ApiProblem } from './problem';

/** A chunk before it has its number; an interim one may still be replaced by a newer one. */
export type Piece = Omit<ChunkIn, 'seq'>;
type Waiting = Piece & { seq?: number };

export interface Delivery {
  state: 'saved' | 'saving' | 'offline';
  /** Pieces kept on this device until the API has them. */
  kept: number;
}

export interface SenderOptions {
  id: string;
  /** The highest seq that the API is known to have for a turn. */
  heardThrough: (turn: number) => number;
  /** A turn takes chunks only once its question is complete. */
  mayAnswer: (turn: number) => boolean;
  /** Words that the API did not want any more, with its sentence why. */
  onRefused: (piece: Piece, why: string) => void;
  onSnapshot: (snapshot: Snapshot) => void;
}

export interface Sender {
  delivery: LiveValue<Delivery>;
  add(piece: Piece): void;
  /** Something changed (a question was completed): look again. */
  nudge(): void;
  start(): void;
  stop(): void;
}

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 8_000;

export function createSender({ id, heardThrough, mayAnswer, onRefused, onSnapshot }: SenderOptions): Sender {
  const shelf = `unsent.${id}`;
  const delivery = liveValue<Delivery>({ state: 'saved', kept: 0 });
  const lastSeq = new Map<number, number>();
  let waiting: Waiting[] = [];
  let busy = false;
  let stopped = true;
  let wait = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function keep(state: Delivery['state']): void {
    if (waiting.length === 0) forget(shelf);
    else remember(shelf, waiting);
    delivery.set(waiting.length === 0 ? { state: 'saved', kept: 0 } : { state, kept: waiting.length });
  }

  function number(piece: Waiting): ChunkIn {
    const seq = piece.seq ?? Math.max(heardThrough(piece.turn), lastSeq.get(piece.turn) ?? 0) + 1;
    piece.seq = seq;
    lastSeq.set(piece.turn, Math.max(seq, lastSeq.get(piece.turn) ?? 0));
    keep(delivery.get().state === 'offline' ? 'offline' : 'saving');
    return piece as ChunkIn;
  }

  async function pump(): Promise<void> {
    const next = waiting[0];
    if (busy || stopped || !next || !mayAnswer(next.turn)) return;
    busy = true;
    const went = await deliver(next);
    busy = false;
    if (went) {
      waiting = waiting.filter((piece) => piece !== next);
      wait = FIRST_WAIT_MS;
      keep('saving');
      void pump();
    } else if (!stopped) {
      keep('offline');
      clearTimeout(timer);
      timer = setTimeout(() => void pump(), wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }

  /** True when the piece is done with: stored, or refused for good. */
  async function deliver(piece: Waiting): Promise<boolean> {
    try {
      await sendChunk(id, number(piece));
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) return false;
      if (problem.status === 409 && (await renumbered(piece))) return false;
      if (!problem.passing) onRefused(piece, problem.message);
      return !problem.passing;
    }
  }

  /** Another window may have answered under the same number: an open turn takes our words under the next one. */
  async function renumbered(piece: Waiting): Promise<boolean> {
    const snapshot = await readInterview(id).catch(() => null);
    if (!snapshot) return true;
    onSnapshot(snapshot);
    const turn = snapshot.turns.find((t) => t.turn === piece.turn);
    if (turn?.state !== 'open' || turn.heardThrough < (piece.seq ?? 0)) return false;
    for (const other of waiting) if (other.turn === piece.turn) delete other.seq;
    lastSeq.set(piece.turn, turn.heardThrough);
    return true;
  }

  function add(piece: Piece): void {
    // An interim that has not left yet is overtaken by whatever was heard after it.
    waiting = waiting.filter((old) => old.seq !== undefined || old.kind === 'final' || old.turn !== piece.turn);
    waiting.push({ ...piece });
    keep(delivery.get().state === 'offline' ? 'offline' : 'saving');
    if (delivery.get().state !== 'offline') void pump();
  }

  function nudge(): void {
    clearTimeout(timer);
    wait = FIRST_WAIT_MS;
    void pump();
  }

  function start(): void {
    stopped = false;
    waiting = recall<Waiting[]>(shelf, []);
    for (const piece of waiting) lastSeq.set(piece.turn, Math.max(piece.seq ?? 0, lastSeq.get(piece.turn) ?? 0));
    keep('saving');
    globalThis.addEventListener('online', nudge);
    void pump();
  }

  function stop(): void {
    stopped = true;
    clearTimeout(timer);
    globalThis.removeEventListener('online', nudge);
  }

  return { delivery, add, nudge, start, stop };
}

/** Resolves when the API has everything, or after the limit. */
export const allDelivered = (delivery: LiveValue<Delivery>, limitMs: number): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(done, limitMs);
    const unsubscribe = delivery.subscribe(() => delivery.get().kept === 0 && done());
    if (delivery.get().kept === 0) done();
  });
