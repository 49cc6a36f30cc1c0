// event-reader.ts: reads a server-sent-events answer as a browser does, over plain HTTP, and can be cut at any moment.
import { type ClientRequest, get, type IncomingHttpHeaders } from 'node:http';
import { API_PREFIX } from '@mockverse/contracts/api';
import type { InterviewEvent } from '@mockverse/contracts/events';
import { createParser } from 'eventsource-parser';
import type { Client } from './client';

export interface EventReader {
  events: InterviewEvent[];
  /** Ids as the frames carried them. */
  ids: string[];
  comments: string[];
  /** `event: bye` and its reason. */
  goodbyes: string[];
  headers: IncomingHttpHeaders;
  status: number;
  /** Resolves when the answer is over, however it ended. */
  ended: Promise<void>;
  isEnded(): boolean;
  /** As a lost connection: nothing is said. */
  cut(): void;
}

export function readEvents(
  client: Client,
  id: string,
  { after, lastEventId }: { after?: number; lastEventId?: number } = {},
): Promise<EventReader> {
  const query = after === undefined ? '' : `?after=${after}`;
  const headers = {
    accept: 'text/event-stream',
    cookie: client.cookie ?? '',
    ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
  };
  return new Promise((resolve, reject) => {
    const request = get(`${client.url}${API_PREFIX}/interviews/${id}/events${query}`, { headers, agent: false });
    request.on('error', reject);
    request.on('response', (answer) => {
      let over = false;
      answer.once('close', () => {
        over = true;
      });
      const ended = new Promise<void>((end) => answer.once('close', () => end()));
      const reader: EventReader = {
        events: [],
        ids: [],
        comments: [],
        goodbyes: [],
        headers: answer.headers,
        status: answer.statusCode ?? 0,
        ended,
        isEnded: () => over,
        cut: () => cut(request),
      };
      const parser = createParser({
        onEvent: ({ id: seq, event, data }) => {
          if (event === 'bye') reader.goodbyes.push((JSON.parse(data) as { reason: string }).reason);
          else {
            reader.ids.push(seq ?? '');
            reader.events.push(JSON.parse(data) as InterviewEvent);
          }
        },
        onComment: (comment) => reader.comments.push(comment),
      });
      answer.setEncoding('utf8').on('data', (text: string) => parser.feed(text));
      answer.on('error', () => undefined);
      resolve(reader);
    });
  });
}

const cut = (request: ClientRequest): void => {
  request.on('error', () => undefined);
  request.destroy();
};
