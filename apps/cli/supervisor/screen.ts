// screen.ts: what a person sees of the running processes: a name, a level, the message, and the fields behind it.
import type { Log } from '@mockverse/runtime/log';
import colours from 'picocolors';

const PAINT = {
  api: colours.cyan,
  live: colours.green,
  review: colours.magenta,
  web: colours.blue,
  mockverse: colours.bold,
  database: colours.yellow,
};
export type Speaker = keyof typeof PAINT;

// Next says these at every start: they name a port that nobody should open, or advise what only the images need.
const NOISE =
  /^\s*(▲ Next\.js|- (Local|Network|Environments):|[✓○] (Starting|Ready|Running next.config)|$)|"next start" does not work with "output: standalone"/;

/** Writes one line of a process, whether it is JSON from our log or plain text. */
export const show = (speaker: Speaker, line: string): void => {
  if (speaker === 'web' && NOISE.test(line)) return;
  process.stdout.write(`${PAINT[speaker](speaker.padEnd(9))} ${line.startsWith('{') ? readable(line) : line}\n`);
};

/** Calls back once per whole line; a line that is never finished is said when the stream ends. */
export const eachLine = (stream: NodeJS.ReadableStream, say: (line: string) => void): void => {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (part: string) => {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') say(line);
  });
  stream.on('end', () => {
    if (rest.trim() !== '') say(rest);
  });
};

/** The supervisor's own log, in the same form as its children's lines. */
export const screenLog = (speaker: Speaker): Log => {
  const say =
    (level: string) =>
    (message: string, fields: object = {}) =>
      show(speaker, JSON.stringify({ level, msg: message, ...plain(fields) }));
  return { debug: () => undefined, info: say('info'), warn: say('warn'), error: say('error'), child: () => screenLog(speaker) };
};

const plain = (fields: object) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? { message: value.message } : value]),
  );

const readable = (line: string): string => {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line);
  } catch {
    // Not ours, it only looked like JSON.
    return line;
  }
  const { level, msg, time, name, pid, hostname, context, error, stack, ...fields } = entry;
  const more = Object.entries(fields).map(([key, value]) =>
    colours.dim(`${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`),
  );
  const cause = (error as { message?: string } | undefined)?.message;
  return [levelMark(String(level)), String(msg), ...(cause ? [colours.dim(`(${cause})`)] : []), ...more]
    .filter(Boolean)
    .join(' ');
};

const levelMark = (level: string): string => {
  if (level === 'error' || level === 'fatal') return colours.red(level);
  return level === 'warn' ? colours.yellow(level) : '';
};
