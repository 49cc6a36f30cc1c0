// words.ts: how codes read to a person.
import type { Band, InterviewState, Level, QuestionKind, Role } from '@mockverse/contracts/interview';

export const ROLE_WORDS: Record<Role, string> = { backend: 'Backend', frontend: 'Frontend', 'full-stack': 'Full-stack' };
export const LEVEL_WORDS: Record<Level, string> = { junior: 'Junior', mid: 'Mid-level', senior: 'Senior' };
export const BAND_WORDS: Record<Band, string> = {
  strong: 'Strong',
  solid: 'Solid',
  'needs-work': 'Needs work',
  'not-enough-evidence': 'Not enough evidence',
};
export const STATE_WORDS: Record<InterviewState, string> = {
  'awaiting-question': 'In progress',
  listening: 'In progress',
  ended: 'Being graded',
  reported: 'Report ready',
};

export function phaseOf(kind: QuestionKind | undefined, turn: number): string {
  if (kind === undefined || kind === 'opening') return 'Opening';
  return kind === 'closing' ? 'Closing' : `Question ${turn}`;
}

/** In UTC on both sides, so that server and browser draw the same words; the time element holds the exact moment. */
export const dayOf = (iso: string): string =>
  new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

export const engineWords = ({ name, model }: { name: string; model: string | null }): string =>
  name === 'builtin'
    ? 'the built-in interviewer'
    : name === 'gemini'
      ? `Gemini (${model ?? 'default model'})`
      : (model ?? 'the configured model');

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
