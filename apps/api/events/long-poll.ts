// long-poll.ts: answers with what is new, or waits a little for it.
import type { IncomingMessage } from 'node:http';
import type { EventPage } from '@mockverse/contracts/events';
import { Store } from '@mockverse/store/store';
import { Injectable } from '@nestjs/common';
import { Listeners } from './listeners';

@Injectable()
export class LongPoll {
  constructor(
    private readonly store: Store,
    private readonly listeners: Listeners,
  ) {}

  /** At most `waitMs`; ends early on news, when the client is gone, and when the process closes. */
  async read(interviewId: string, after: number, waitMs: number, request: IncomingMessage): Promise<EventPage> {
    if (waitMs === 0) return this.store.events.after(interviewId, after);
    const waiter = new Waiter(waitMs);
    const giveUp = () => waiter.stop();
    const leave = this.listeners.join(interviewId, waiter);
    request.socket.once('close', giveUp);
    try {
      for (;;) {
        // Armed before the read: a ring that comes during it is not lost.
        const woken = waiter.next();
        const page = await this.store.events.after(interviewId, after);
        if (page.events.length > 0 || waiter.over) return page;
        await woken;
      }
    } finally {
      waiter.stop();
      leave();
      request.socket.off('close', giveUp);
    }
  }
}

class Waiter {
  over = false;
  private resolve: () => void = () => {};
  private readonly timer: NodeJS.Timeout;

  constructor(limitMs: number) {
    this.timer = setTimeout(() => this.stop(), limitMs);
  }

  next(): Promise<void> {
    return new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  wake(): void {
    this.resolve();
  }

  stop(): void {
    this.over = true;
    clearTimeout(this.timer);
    this.resolve();
  }
}
