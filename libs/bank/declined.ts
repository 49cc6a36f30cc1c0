// declined.ts: whether an answer is none: nothing came, "I don't know", or a wish to go on.
import type { Declined } from '@mockverse/interview/reading';
import { tokenise } from './tokens';

const SKIPS = /\b(?:skip|pass(?: on)?|next (?:question|one)|move on|another question)\b/i;
const DOES_NOT_KNOW =
  /\b(?:(?:i )?(?:really )?(?:don'?t|do not|dont) (?:really )?(?:know|remember|recall)|(?:i have |i'?ve )?(?:absolutely )?no (?:idea|clue)|(?:not|no) sure(?: about)?|never (?:heard|used|worked|seen)|can(?:'?t|not) (?:answer|say|remember|recall)|haven'?t (?:heard|used|worked|seen)|not familiar|drawing a blank)\b/i;

/** Longer answers try something, whatever they begin with. */
const SHORT = 14;
const SHORT_SKIP = 10;

export function declined(answer: string): Declined | null {
  const words = tokenise(answer).length;
  if (words === 0) return 'nothing-said';
  if (words <= SHORT_SKIP && SKIPS.test(answer)) return 'skips';
  if (words <= SHORT && DOES_NOT_KNOW.test(answer)) return 'does-not-know';
  return tokenise(answer).every((token) => FILLERS.has(token.word)) ? 'nothing-said' : null;
}

const FILLERS = new Set(['um', 'uh', 'er', 'hmm', 'so', 'well', 'okay', 'ok', 'yeah', 'the', 'a', 'like']);
