// event-stream.ts: one open server-sent-events answer: every event once, in order, until one side has enough.
import type { ServerResponse } from 'node:http';
import type { EventPage } from '@mockverse/contracts/events';
import type { Log } from '@mockverse/runtime/log';

export type Goodbye = 'signed-out' | 'replaced' | 'closing';

interface Source {
  /** Events after this number, oldest first. */
  read(after: number): Promise<EventPage>;
  /** False once the session behind the stream is gone. */
  admitted(): Promise<boolean>;
}

/** Keeps proxies from closing a quiet connection. */
const COMMENT_MS = 15_000;
/** Streams are woken every three seconds at least: with the two seconds a session is believed, a logout closes them within five. */
const SESSION_CHECK_MS = 1_000;
/** A reader that does not read would make the process hold everything it is told. */
const MOST_UNSENT_BYTES = 256 * 1024;

export class EventStream {
  private reading = false;
  private again = false;
  /** There may be events up to this number. */
  private toldOf = Number.POSITIVE_INFINITY;
  private checkedAtMs = Date.now();
  private readonly comments: NodeJS.Timeout;

  constructor(
    private readonly out: ServerResponse,
    private lastSent: number,
    private readonly source: Source,
    private readonly log: Log,
  ) {
    this.comments = setInterval(() => this.write(': still here\n\n'), COMMENT_MS);
    out.once('close', () => clearInterval(this.comments));
    // Written at once: it sends the headers, and the browser knows that it is connected.
    this.write('retry: 1000\n: connected\n\n');
  }

  /** One read at a time; a call during a read leads to exactly one more. */
  wake(newest = Number.POSITIVE_INFINITY): void {
    this.toldOf = Math.max(this.toldOf, newest);
    if (this.reading) {
      this.again = true;
      return;
    }
    this.reading = true;
    void this.readOn().finally(() => {
      this.reading = false;
      if (this.again && this.open) this.wake();
    });
  }

  stop(): void {
    this.close('closing');
  }

  /** A closing server says it in a comment, so that the browser comes back by itself; otherwise it should not. */
  close(reason: Goodbye): void {
    if (!this.open) return;
    clearInterval(this.comments);
    this.out.end(reason === 'closing' ? ': bye\n\n' : `event: bye\ndata: ${JSON.stringify({ reason })}\n\n`);
  }

  private async readOn(): Promise<void> {
    try {
      do {
        this.again = false;
        if (!(await this.stillAdmitted())) return this.close('signed-out');
        await this.readNews();
      } while (this.again && this.open);
    } catch (error) {
      // The database is away: nothing is sent and nothing skipped. The next wake reads from the same number.
      this.log.warn('an event stream could not be read', { error });
    }
  }

  private async readNews(): Promise<void> {
    if (this.toldOf <= this.lastSent) return;
    // Before the read: a ring that comes during it counts for the next one.
    this.toldOf = 0;
    this.send(await this.source.read(this.lastSent));
  }

  private async stillAdmitted(): Promise<boolean> {
    if (Date.now() - this.checkedAtMs < SESSION_CHECK_MS) return true;
    const admitted = await this.source.admitted();
    this.checkedAtMs = Date.now();
    return admitted;
  }

  private send({ events, lastSeq }: EventPage): void {
    const news = events.filter((event) => event.seq > this.lastSent);
    for (const event of news) {
      this.write(`id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
      this.lastSent = event.seq;
    }
    if (news.length === 0 || lastSeq <= this.lastSent) return;
    this.toldOf = Math.max(this.toldOf, lastSeq);
    this.again = true;
  }

  private write(frame: string): void {
    if (!this.open) return;
    this.out.write(frame);
    if (this.out.writableLength <= MOST_UNSENT_BYTES) return;
    this.log.warn('a reader that does not read was cut off', { unsentBytes: this.out.writableLength });
    this.out.destroy();
  }

  private get open(): boolean {
    return !this.out.writableEnded && !this.out.destroyed;
  }
}
