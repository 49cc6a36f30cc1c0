// answer.ts: turns what is heard or typed in one turn into pieces to send, each word once.
import type { Piece } from '../talk/sender';
import type { Said } from './stitch';
import { unsentPart } from './stitch';

/** Live captions need no more than three a second; the API should not be asked for more. */
const BETWEEN_INTERIMS_MS = 300;
/** A little under what one chunk may hold. */
const LONGEST_PIECE = 7_900;

export class Answer {
  private sent = '';
  private lastInterim = '';
  private interimAt = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly turn: number,
    private readonly send: (piece: Piece) => void,
    private readonly startedAt = performance.now(),
  ) {}

  /** New words: what is settled goes at once, a guess when it is its time. */
  heard(said: Said): void {
    this.sendSettled(said.settled);
    clearTimeout(this.timer);
    if (said.tentative === '' || said.tentative === this.lastInterim) return;
    const wait = this.interimAt + BETWEEN_INTERIMS_MS - performance.now();
    if (wait <= 0) this.sendInterim(said.tentative);
    else this.timer = setTimeout(() => this.sendInterim(said.tentative), wait);
  }

  /** Nothing more is coming for now: a guess counts as said. */
  settle(said: Said): void {
    clearTimeout(this.timer);
    this.sendSettled(`${said.settled} ${said.tentative}`.trim());
  }

  /** The answer is complete. */
  close(said: Said, typed: string): void {
    clearTimeout(this.timer);
    const rest = unsentPart(`${said.settled} ${said.tentative}`.trim(), this.sent);
    const pieces = splitLong([rest, storable(typed).trim()].filter((part) => part !== '').join('\n'));
    for (const [i, text] of pieces.entries()) {
      this.send({ ...this.piece('final', text), ...(i === pieces.length - 1 ? { endOfTurn: true } : {}) });
    }
  }

  private sendSettled(settled: string): void {
    const news = unsentPart(settled, this.sent);
    if (news === '') return;
    this.sent = settled;
    this.lastInterim = '';
    for (const text of splitLong(news)) this.send(this.piece('final', text));
  }

  private sendInterim(text: string): void {
    this.interimAt = performance.now();
    this.lastInterim = text;
    this.send(this.piece('interim', text.slice(0, LONGEST_PIECE).toWellFormed()));
  }

  private piece(kind: 'interim' | 'final', text: string): Piece {
    return { turn: this.turn, kind, text, endedAtMs: Math.round(performance.now() - this.startedAt) };
  }
}

/** Never splits a surrogate pair; an empty text is still one (empty) piece. */
function splitLong(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > LONGEST_PIECE) {
    const space = rest.lastIndexOf(' ', LONGEST_PIECE);
    const cut =
      space > LONGEST_PIECE / 2 ? space : LONGEST_PIECE - (/[\uD800-\uDBFF]/.test(rest.charAt(LONGEST_PIECE - 1)) ? 1 : 0);
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...pieces, rest];
}

/** No row keeps a NUL or half an emoji; pasted text may hold both. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '');
