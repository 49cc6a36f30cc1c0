// silent-log.ts: a log for tests: keeps its lines, prints them only with TEST_LOG=1.
import type { Fields, Log } from '@mockverse/runtime/log';

export interface KeptLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
  fields: Fields;
}

export interface SilentLog extends Log {
  lines: KeptLine[];
}

export const silentLog = (lines: KeptLine[] = []): SilentLog => {
  const keep =
    (level: KeptLine['level']) =>
    (message: string, fields: Fields = {}) => {
      lines.push({ level, message, fields });
      if (process.env.TEST_LOG)
        process.stderr.write(`${level} ${message} ${String(fields.error ?? '')} ${JSON.stringify(fields)}\n`);
    };
  return {
    lines,
    debug: keep('debug'),
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
    child: () => silentLog(lines),
  };
};
