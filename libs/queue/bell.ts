// bell.ts: tells every process that an interview has news. It carries no data, and losing a ring loses no event.
import type { Log } from '@mockverse/runtime/log';
import { type ConnectionOptions, createPostgresRelayBackend, Relay, type RelayBackendFactory } from 'bullmq';
import Redis, { type RedisOptions } from 'ioredis';
import type { Backend } from './backend';
import { pause, within } from './within';

type RingListener = (interviewId: string) => void;
type RecoveredListener = () => void;

const RING_LIMIT_MS = 1_000;
/** A process whose line was cut longer than this is registered anew, and told that it may have missed rings. */
const LEASE = { leaseDuration: 12_000, heartbeatInterval: 2_000 };

export class Bell {
  private readonly ringListeners = new Set<RingListener>();
  private readonly recoveredListeners = new Set<RecoveredListener>();
  private relay: Relay | undefined;
  private redis: Redis | undefined;
  private connecting: Promise<void>;
  private closed = false;

  constructor(
    private readonly backend: Backend,
    private readonly log: Log,
  ) {
    this.connecting = this.connect();
  }

  /** Never throws, and never takes longer than a second: open streams re-read by themselves too. */
  async ring(interviewId: string): Promise<void> {
    if (!this.relay) return this.log.debug('the bell is not connected, so a ring was left out', { interviewId });
    try {
      await within(RING_LIMIT_MS, this.relay.publish(`interview.${interviewId}`, null), 'no answer in time');
    } catch (error) {
      this.log.warn('the bell could not ring', { interviewId, error });
    }
  }

  onRing(listener: RingListener): () => void {
    this.ringListeners.add(listener);
    return () => this.ringListeners.delete(listener);
  }

  /** Rings may have been missed: whoever waits for news should look for it. */
  onRecovered(listener: RecoveredListener): () => void {
    this.recoveredListeners.add(listener);
    return () => this.recoveredListeners.delete(listener);
  }

  /** Resolves when rings arrive here. */
  ready(): Promise<void> {
    return this.connecting;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.hangUp(this.relay);
    await this.connecting;
  }

  private async connect(): Promise<void> {
    for (let tries = 0; !this.closed; tries += 1) {
      const relay = this.open();
      try {
        await relay.subscribe('interview.*', ({ topic }) => this.tell(topic.slice('interview.'.length)));
        this.relay = relay;
        if (this.closed) await this.hangUp(relay);
        else if (tries > 0) this.recovered();
        return;
      } catch (error) {
        this.log.warn('the bell does not connect yet', { error });
        await this.hangUp(relay);
        await pause(1_000);
      }
    }
  }

  private open(): Relay {
    const relay = new Relay({ ...this.line(), prefix: this.backend.prefix, namespace: 'mockverse', ...LEASE });
    relay.on('error', (error: Error) => this.log.warn('the bell reported an error', { error }));
    relay.on('recovered', () => this.recovered());
    return relay;
  }

  /** A backend that is away need not hear the goodbye: it forgets this node by itself. */
  private async hangUp(relay: Relay | undefined): Promise<void> {
    if (!relay) return;
    const goodbye = within(2 * RING_LIMIT_MS, relay.close(), 'no answer in time');
    await goodbye.catch((error: unknown) => this.log.debug('the bell could not say goodbye', { error }));
    this.redis?.disconnect();
  }

  private line(): { connection: ConnectionOptions; backend?: RelayBackendFactory } {
    const { kind, url, bell } = this.backend;
    if (kind === 'postgresql') return { connection: bell, backend: createPostgresRelayBackend as unknown as RelayBackendFactory };
    // Ours to cut: BullMQ leaves a line that cannot be told goodbye trying to come back for ever.
    const { url: _, ...options } = bell as RedisOptions & { url: string };
    this.redis = new Redis(url, options);
    this.redis.on('error', (error) => this.log.debug('the bell reported an error', { error }));
    return { connection: this.redis };
  }

  private tell(interviewId: string): void {
    for (const listener of this.ringListeners) listener(interviewId);
  }

  private recovered(): void {
    for (const listener of this.recoveredListeners) listener();
  }
}
