// listeners.ts: one subscription to the bell per process, handed on to whoever waits for news of an interview.
import { Bell } from '@mockverse/queue/bell';
import type { Log } from '@mockverse/runtime/log';
import { Store } from '@mockverse/store/store';
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { ToLog } from '../door/settings';

export interface Listener {
  /** There may be news: read again. With `newest`, the number of the newest event: then only if that is new. */
  wake(newest?: number): void;
  /** The process ends. */
  stop(): void;
}

/** A ring that was lost costs at most this long. */
const REREAD_MS = 3_000;

@Injectable()
export class Listeners implements OnModuleInit, BeforeApplicationShutdown {
  private readonly byInterview = new Map<string, Set<Listener>>();
  private stopped = false;
  private release: () => void = () => {};

  constructor(
    private readonly bell: Bell,
    private readonly store: Store,
    @ToLog() private readonly log: Log,
  ) {}

  onModuleInit(): void {
    const offRing = this.bell.onRing((interviewId) => this.wake(interviewId));
    const offRecovered = this.bell.onRecovered(() => this.wakeAll());
    const timer = setInterval(() => void this.look(), REREAD_MS);
    this.release = () => {
      clearInterval(timer);
      offRing();
      offRecovered();
    };
  }

  /** An open stream keeps the server from closing, so all of them end first. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
    this.release();
    for (const listener of this.everyone()) listener.stop();
  }

  /** Returns the way to leave again. */
  join(interviewId: string, listener: Listener): () => void {
    const others = this.byInterview.get(interviewId) ?? new Set();
    this.byInterview.set(interviewId, others.add(listener));
    if (this.stopped) listener.stop();
    return () => {
      others.delete(listener);
      if (others.size === 0 && this.byInterview.get(interviewId) === others) this.byInterview.delete(interviewId);
    };
  }

  private wake(interviewId: string): void {
    for (const listener of this.byInterview.get(interviewId) ?? []) listener.wake();
  }

  private wakeAll(): void {
    for (const listener of this.everyone()) listener.wake();
  }

  /** One question for all interviews: most have no news, and every stream on its own would ask at the same moment. */
  private async look(): Promise<void> {
    if (this.byInterview.size === 0) return;
    try {
      const newest = await this.store.events.lastSeqs([...this.byInterview.keys()]);
      for (const [id, listeners] of this.byInterview) for (const listener of [...listeners]) listener.wake(newest.get(id));
    } catch (error) {
      // The database is away: nothing is skipped, because the next look compares again.
      this.log.warn('open event streams could not be looked after', { error });
    }
  }

  private everyone(): Listener[] {
    return [...this.byInterview.values()].flatMap((listeners) => [...listeners]);
  }
}
