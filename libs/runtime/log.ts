// log.ts: JSON lines with a constant message and fields; anything personal goes under `pii` and is removed by default.
import pino from 'pino';

export type Fields = Record<string, unknown>;

export interface Log {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  /** Put an Error under the field `error`: it is written with its stack and cause. */
  error(message: string, fields?: Fields): void;
  child(fields: Fields): Log;
}

// Not pino's own destination: at exit that writes to a broken pipe again and again, for ever, and a process whose
// supervisor was killed would never end. Whoever read the log is gone; there is nobody to tell.
const output = { write: (line: string) => void process.stdout.write(line) };
process.stdout.on('error', () => undefined);

/** `pii: true` keeps what people said and are called; only for a developer's own machine. */
export const createLog = (name: string, level = 'info', { pii = false } = {}): Log =>
  wrap(
    pino(
      {
        level,
        base: { name },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        serializers: { error: pino.stdSerializers.errWithCause },
        redact: pii ? [] : { paths: ['pii', '*.pii'], remove: true },
      },
      output,
    ),
  );

const wrap = (to: pino.Logger): Log => ({
  debug: (message, fields) => to.debug(fields ?? {}, message),
  info: (message, fields) => to.info(fields ?? {}, message),
  warn: (message, fields) => to.warn(fields ?? {}, message),
  error: (message, fields) => to.error(fields ?? {}, message),
  child: (fields) => wrap(to.child(fields)),
});

/** The same log as Nest's LoggerService: Nest's own lines keep their context as a field. */
export const nestLogger = (log: Log) => {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      const stack = level === 'error' && rest.length > 1 ? rest[0] : undefined;
      const text = message instanceof Error ? message.message : String(message);
      log[level](text, {
        context,
        ...(stack === undefined ? {} : { stack }),
        ...(message instanceof Error ? { error: message } : {}),
      });
    };
  // Nest says a line for every route and module at start: those are for debugging.
  return {
    log: write('debug'),
    verbose: write('debug'),
    debug: write('debug'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('error'),
  };
};
