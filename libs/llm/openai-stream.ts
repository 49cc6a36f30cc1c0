// openai-stream.ts: the events of a streamed chat completion; a server that answers with plain JSON is read as well.
import { createParser } from 'eventsource-parser';
import { LlmError } from './llm';
import type { ErrorBody } from './openai-faults';

export interface Choice {
  delta?: { content?: string | null };
  /** In place of `delta` when the server does not stream. */
  message?: { content?: string | null };
  finish_reason?: string | null;
}

export interface CompletionEvent {
  choices?: Choice[];
  usage?: { prompt_tokens?: number; completion_tokens?: number } | null;
  error?: ErrorBody;
}

/** Yields each event, and 'done' for the server's closing word, which some servers leave out. */
export async function* readEvents(response: Response): AsyncGenerator<CompletionEvent | 'done'> {
  if (!response.body) throw new LlmError('broken', 'the model server sent no body');
  if (response.headers.get('content-type')?.includes('application/json')) {
    yield parse(await response.text());
    return;
  }
  if (response.headers.get('content-type')?.includes('text/html'))
    throw new LlmError('unreachable', 'a page came in place of the model server');
  let arrived: string[] = [];
  const parser = createParser({ onEvent: (event) => arrived.push(event.data) });
  for await (const text of response.body.pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))) {
    parser.feed(text);
    const batch = arrived;
    arrived = [];
    for (const data of batch) yield data.trim() === '[DONE]' ? 'done' : parse(data);
  }
}

function parse(data: string): CompletionEvent {
  try {
    return JSON.parse(data) as CompletionEvent;
  } catch {
    // Without the cause: its message quotes the piece, and with it the candidate, into the log.
    throw new LlmError('broken', 'the model server sent a piece that is not JSON');
  }
}
