// client.ts: talks to the API as one browser does: keeps its cookie, sends its origin, waits for events.
import { API_PREFIX, type Created, type EventsQuery, type Heard, type NewInterview } from '@mockverse/contracts/api';
import type { EventPage, EventType, InterviewEvent } from '@mockverse/contracts/events';
import type { Report, Snapshot } from '@mockverse/contracts/interview';

export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
  text: string;
}

export interface Ask {
  method?: string;
  /** Sent as JSON, unless `raw` is given. */
  body?: unknown;
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

type OfType<T extends EventType> = Extract<InterviewEvent, { type: T }>;

export class Client {
  cookie: string | null = null;

  constructor(readonly url: string) {}

  /** A path below /api/v1, or from the root when it begins with `//`. */
  async api<T = unknown>(path: string, { method = 'GET', body, raw, headers = {}, signal }: Ask = {}): Promise<Answer<T>> {
    const address = path.startsWith('//') ? `${this.url}${path.slice(1)}` : `${this.url}${API_PREFIX}${path}`;
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const cookie: Record<string, string> = this.cookie === null ? {} : { cookie: this.cookie };
    const answer = await fetch(address, {
      method,
      headers: { origin: this.url, ...json, ...cookie, ...headers },
      body: raw ?? (body === undefined ? null : JSON.stringify(body)),
      redirect: 'manual',
      ...(signal ? { signal } : {}),
    });
    this.keepCookie(answer.headers.getSetCookie());
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: (/json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text) as T,
    };
  }

  post<T = unknown>(path: string, body: unknown = {}, ask: Ask = {}): Promise<Answer<T>> {
    return this.api<T>(path, { ...ask, method: 'POST', body });
  }

  /** Again while the answer is 503, as the browser does: a busy machine is no fault of what is tested. */
  async insist<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
    for (let tries = 1; ; tries += 1) {
      const answer = await ask();
      if (answer.status !== 503 || tries === 20) return answer;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  async interview(wanted: Partial<NewInterview> = {}): Promise<string> {
    const made = await this.insist(() => this.post<Created>('/interviews', { role: 'backend', level: 'mid', ...wanted }));
    if (made.status !== 201) throw new Error(`no interview: ${made.status} ${made.text}`);
    return made.body.id;
  }

  async snapshot(id: string): Promise<Snapshot> {
    return (await this.api<Snapshot>(`/interviews/${id}`)).body;
  }

  events(id: string, { after = 0, wait = 0 }: Partial<EventsQuery> = {}): Promise<Answer<EventPage>> {
    return this.api<EventPage>(`/interviews/${id}/events?after=${after}&wait=${wait}`);
  }

  /** The first event of this type that fits, now or within the limit. */
  async waitForEvent<T extends EventType>(
    id: string,
    type: T,
    fits: (event: OfType<T>) => boolean = () => true,
    limitMs = 15_000,
  ): Promise<OfType<T>> {
    const end = Date.now() + limitMs;
    for (let after = 0; Date.now() < end; ) {
      const wait = Math.min(5, Math.max(1, (end - Date.now()) / 1_000));
      const { body } = await this.insist(() => this.events(id, { after, wait }));
      const found = body.events.find((event): event is OfType<T> => event.type === type && fits(event as OfType<T>));
      if (found) return found;
      after = body.events.at(-1)?.seq ?? after;
    }
    throw new Error(`no ${type} that fits within ${limitMs} ms`);
  }

  say(
    id: string,
    turn: number,
    seq: number,
    text: string,
    more: { kind?: 'interim' | 'final'; endOfTurn?: boolean } = {},
  ): Promise<Answer<Heard>> {
    return this.post<Heard>(`/interviews/${id}/chunks`, { turn, seq, kind: 'final', text, ...more });
  }

  /** Answers in chunks of about eight words, the last of which ends the turn. */
  async answer(id: string, turn: number, text: string): Promise<Answer<Heard>> {
    const pieces = text.match(/(\S+\s*){1,8}/g) ?? [text];
    let last: Answer<Heard> | undefined;
    for (const [index, piece] of pieces.entries()) {
      last = await this.insist(() => this.say(id, turn, index + 1, piece.trim(), { endOfTurn: index === pieces.length - 1 }));
    }
    if (!last) throw new Error('nothing was said');
    return last;
  }

  async report(id: string, limitMs = 20_000): Promise<Report> {
    await this.waitForEvent(id, 'report.ready', () => true, limitMs);
    return (await this.api<Report>(`/interviews/${id}/report`)).body;
  }

  private keepCookie(set: string[]): void {
    for (const line of set) {
      const [pair = ''] = line.split(';');
      this.cookie = /max-age=0/i.test(line) || pair.endsWith('=') ? null : pair;
    }
  }
}
