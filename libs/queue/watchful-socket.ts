// watchful-socket.ts: a socket to PostgreSQL that breaks when what it asked stays unanswered, instead of hanging.
import { Socket } from 'node:net';

/**
 * Without it a query on a line that fell silent fails by its own time limit, but the line is kept, and a worker that
 * listens on it asks on it again for ever. Over TLS the bytes take another way and nothing is watched.
 */
export class WatchfulSocket extends Socket {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly patienceMs: number) {
    super();
    this.on('data', () => this.calm());
    this.on('close', () => this.calm());
  }

  // Not `write`: Node puts its own one back when a socket connects.
  override _write(chunk: unknown, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.expectAnswer();
    super._write(chunk, encoding, done);
  }

  override _writev(chunks: Parameters<NonNullable<Socket['_writev']>>[0], done: (error?: Error | null) => void): void {
    this.expectAnswer();
    super._writev?.(chunks, done);
  }

  private expectAnswer(): void {
    const giveUp = () => this.destroy(new Error(`PostgreSQL did not answer within ${this.patienceMs} ms.`));
    this.timer ??= setTimeout(giveUp, this.patienceMs);
  }

  private calm(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
