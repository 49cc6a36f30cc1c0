// echo.ts: tells the interviewer's own voice, caught by the microphone, from an answer.

/** 1.5 s: later than this the loudspeaker has been silent, and quoting the question is legitimate. */
const ECHO_WITHIN_MS = 1_500;
const SAME_SHARE = 0.6;

/** Both must hold: the words are the interviewer's, and they came right after the interviewer spoke. */
export function isEcho(heard: string, spoken: string[], sinceSpeechMs: number): boolean {
  if (sinceSpeechMs > ECHO_WITHIN_MS) return false;
  const theirs = new Set(words(spoken.join(' ')));
  const ours = words(heard);
  return ours.length > 2 && ours.filter((word) => theirs.has(word)).length / ours.length >= SAME_SHARE;
}

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
