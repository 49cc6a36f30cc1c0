// verdict-words.ts: how judgements and statuses read; colour never says it alone.
import type { ClarityCheck, Judgement, ReportQuestion, Scores, SignalStatus } from '@mockverse/contracts/interview';

export const STATUS: Record<SignalStatus, { word: string; ink: string; soft: string }> = {
  covered: { word: 'met', ink: 'text-met', soft: 'bg-met-soft' },
  unclear: { word: 'unclear', ink: 'text-unclear', soft: 'bg-unclear-soft' },
  missing: { word: 'missing', ink: 'text-missing', soft: 'bg-missing-soft' },
};

export const JUDGEMENT: Record<Exclude<Judgement, 'judged'>, string> = {
  'not-answered': 'Not answered',
  'not-enough-evidence': 'Not enough evidence to judge',
  'not-graded': 'Not graded',
  grading: 'Being graded',
};

export const AXES: { key: keyof Scores; label: string; anchors: [string, string, string] }[] = [
  {
    key: 'technicalAccuracy',
    label: 'Technical accuracy',
    anchors: [
      'The central point is wrong or missing.',
      'Right in the main, with gaps or one wrong claim.',
      'Right throughout, with the limits named.',
    ],
  },
  {
    key: 'clarity',
    label: 'Clarity',
    anchors: ['Hard to follow.', 'The point comes through with some effort.', 'Direct, in order, with a concrete case.'],
  },
  {
    key: 'completeness',
    label: 'Completeness',
    anchors: ['Few of the expected points.', 'About half of what matters.', 'All that matters, trade-offs included.'],
  },
];

/** The anchor that was reached, and the one above it. */
export function anchorOf(score: number, anchors: [string, string, string]): { reached: string; next: string | null } {
  if (score >= 4.5) return { reached: anchors[2], next: null };
  return score >= 2.5 ? { reached: anchors[1], next: anchors[2] } : { reached: anchors[0], next: anchors[1] };
}

export const CHECK_WORDS: Record<ClarityCheck['check'], string> = {
  direct: 'Answers the question first',
  structured: 'Has an order one can follow',
  concrete: 'Gives a concrete case or number',
};

export const isGradedKind = (question: ReportQuestion): boolean => question.kind !== 'opening' && question.kind !== 'closing';
