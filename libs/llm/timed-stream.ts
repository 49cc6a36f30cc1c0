// timed-stream.ts: runs one provider's pieces of text under the four clocks, and tells the tokens when it is over.
import { CallClocks } from './deadlines';
import type { Answer } from './json-answer';
import type { AskOptions, LlmError, Streamed, Usage } from './llm';

/** The provider writes here what it was told; it stays undefined when the provider never said. */
export interface Known {
  usage: Usage | undefined;
}

interface Provider {
  /** Where the clocks watch for the connection. */
  url: string;
  pieces: (clocks: CallClocks, known: Known) => AsyncIterable<string>;
  toError: (error: unknown) => LlmError;
}

/** A clock that ran out is the error, whatever the aborted call said about itself. */
export function timedStream({ deadlines, signal }: AskOptions, { url, pieces, toError }: Provider): Streamed {
  const known: Known = { usage: undefined };
  let ended = (_: Usage | undefined): void => {};
  const usage = new Promise<Usage | undefined>((resolve) => {
    ended = resolve;
  });
  async function* text(): AsyncGenerator<string> {
    const clocks = new CallClocks(url, deadlines, signal);
    try {
      if (clocks.failure) throw clocks.failure;
      yield* pieces(clocks, known);
    } catch (error) {
      throw clocks.failure ?? toError(error);
    } finally {
      clocks.stop();
      ended(known.usage);
    }
  }
  return { text: text(), usage };
}

export async function collect(streamed: Streamed): Promise<Answer> {
  let text = '';
  for await (const piece of streamed.text) text += piece;
  return { text, usage: await streamed.usage };
}
