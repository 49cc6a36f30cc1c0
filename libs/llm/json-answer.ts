// json-answer.ts: reads JSON out of what a model wrote, and asks a second time, once, when that fails.
import type { z } from 'zod';
import { scanJson } from './json-scan';
import { type AskOptions, LlmError, type Message, type Usage } from './llm';

/** What one call brought: text that ended properly. Anything else was thrown as LlmError. */
export interface Answer {
  text: string;
  usage: Usage | undefined;
}

export const NO_USAGE: Usage = { prompt: 0, cached: 0, thoughts: 0, answer: 0 };

/** The only thing a second try adds. The broken answer is never sent back: it would grow the prompt and teach the fault. */
export const REPAIR: Message = {
  from: 'candidate',
  text: 'Answer again with one JSON object that fits the schema, and nothing before or after it. Keep it short.',
};

/** Asks once, and once more when the answer could not be read or was cut off. */
export async function askForJson<T>(
  options: AskOptions & { schema: z.ZodType<T> },
  call: (options: AskOptions) => Promise<Answer>,
): Promise<{ value: T; usage: Usage }> {
  let spent = NO_USAGE;
  const attempt = async (asked: AskOptions): Promise<T> => {
    try {
      const answer = await call(asked);
      spent = addUsage(spent, answer.usage);
      return readJson(answer.text, options.schema);
    } catch (error) {
      if (error instanceof LlmError) spent = addUsage(spent, error.usage);
      throw error;
    }
  };
  try {
    return { value: await attempt(options), usage: spent };
  } catch (error) {
    const again = secondTry(options, error);
    if (!again) throw error;
    return { value: await attempt(again), usage: spent };
  }
}

function secondTry(options: AskOptions, error: unknown): AskOptions | undefined {
  if (!(error instanceof LlmError)) return undefined;
  if (error.kind === 'truncated') return { ...options, maxAnswerTokens: options.maxAnswerTokens * 2 };
  if (error.kind === 'unparsable') return { ...options, messages: [...options.messages, REPAIR] };
  return undefined;
}

/** The one JSON object in the text, valid by the schema. Throws LlmError `unparsable`. */
export function readJson<T>(text: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseOnly(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new LlmError(
    'unparsable',
    `the JSON does not fit the schema at ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? ''}`,
  );
}

function parseOnly(text: string): unknown {
  const first = scanJson(text, 0);
  if (!first) throw new LlmError('unparsable', 'there is no complete JSON object in the answer');
  if (first.duplicateKey !== undefined)
    throw new LlmError('unparsable', `the key "${first.duplicateKey.slice(0, 40)}" stands twice in one object`);
  const source = text.slice(first.start, first.end);
  // Some models say their whole answer twice. The same twice is one answer; two different ones are none.
  const second = scanJson(text, first.end);
  if (second && text.slice(second.start, second.end) !== source) {
    throw new LlmError('unparsable', 'the answer holds two different JSON objects');
  }
  try {
    return JSON.parse(source);
  } catch {
    // Without the cause: its message quotes the answer, and with it the candidate, into the log.
    throw new LlmError('unparsable', 'the answer is not JSON');
  }
}

export function addUsage(a: Usage, b: Usage | undefined): Usage {
  if (!b) return a;
  return {
    prompt: a.prompt + b.prompt,
    cached: a.cached + b.cached,
    thoughts: a.thoughts + b.thoughts,
    answer: a.answer + b.answer,
  };
}

/**
 * Characters an answer may have before it is refused and the socket closed. Sixteen per token is far above what any
 * language or escaped JSON needs (3 to 6), so only a runaway reaches it.
 */
export const tooLongFor = (maxAnswerTokens: number): number => Math.max(16_000, maxAnswerTokens * 16);
