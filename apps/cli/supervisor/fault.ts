// fault.ts: what stands in the way of a start, as one line that a person can act on.
import { EnvError } from '@mockverse/runtime/env';

/** A start that cannot succeed; the message is the whole explanation. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}

/** The line for any error; `about` names the folder that was being used. */
export const explain = (error: unknown, about: string): string => {
  if (error instanceof EnvError || error instanceof StartFault) return error.message;
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || /No space left on device/i.test(message)) {
    return `The disk is full: there is no space left in ${about}. Free some, or set MOCKVERSE_HOME to a folder on another disk.`;
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `MockVerse may not write ${path ?? about}. Set MOCKVERSE_HOME to a folder that belongs to you.`;
  }
  return message ?? String(error);
};
