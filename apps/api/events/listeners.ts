// listeners.ts: one subscription to the bell per process, handed on to whoever waits for news of an interview.
import { Bell } from '@mockverse/queue/bell';
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';

export interface Listener {
  /** There may be news: read again. Called often, and for nothing sometimes. */
  wake(): void;
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

  constructor(private readonly bell: Bell) {}

  onModuleInit(): void {
    const offRing = this.bell.onRing((interviewId) => this.wake(interviewId));
    const offRecovered = this.bell.onRecovered(() => this.wakeAll());
    const timer = setInterval(() => this.wakeAll(), REREAD_MS);
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

  private everyone(): Listener[] {
    return [...this.byInterview.values()].flatMap((listeners) => [...listeners]);
  }
}
