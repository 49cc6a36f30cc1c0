// verdict.ts: the band of an interview, how far it can be trusted, and both in words.
import type { Band, Level, Report, Scores } from '@mockverse/contracts/interview';
import { meanScore } from './score';

export type Coverage = Report['overall']['coverage'];

const STRONG = 4;
const SOLID = 3;
/** Being wrong weighs more than being brief: below these, a good mean does not lift the band. */
const STRONG_ACCURACY = 3.8;
const SOLID_ACCURACY = 2.8;

/** One topic says nothing about a level. */
const FEWEST_RECORDS = 2;

/** Nothing that was left out counts as bad; when too much was left out, there is no verdict at all. */
export function bandOf(scores: Scores, coverage: Coverage, records: number): Band {
  const mean = meanScore(scores);
  if (mean === null || records < FEWEST_RECORDS || coverage.judged * 2 < coverage.asked) return 'not-enough-evidence';
  const accuracy = scores.technicalAccuracy ?? ANY_ACCURACY;
  if (mean >= STRONG && accuracy >= STRONG_ACCURACY && coverage.notAnswered * 4 <= coverage.asked) return 'strong';
  return mean >= SOLID && accuracy >= SOLID_ACCURACY ? 'solid' : 'needs-work';
}

/** No claim could be checked, so accuracy neither lifts nor lowers the band. */
const ANY_ACCURACY = 5;

const LEVEL_WORDS: Record<Level, string> = { junior: 'junior level', mid: 'mid-level', senior: 'senior level' };

export function verdict(band: Band, level: Level, coverage: Coverage): string {
  return [judgement(band, LEVEL_WORDS[level]), leftOut(coverage)].filter(Boolean).join(' ');
}

function judgement(band: Band, level: string): string {
  switch (band) {
    case 'strong':
      return `Strong for ${level}.`;
    case 'solid':
      return `Solid for ${level}.`;
    case 'needs-work':
      return `Not at ${level} yet.`;
    case 'not-enough-evidence':
      return 'There was not enough evidence for a verdict.';
  }
}

function leftOut({ notAnswered, notEnoughEvidence, notGraded }: Coverage): string {
  const parts = [
    notAnswered && `${answers(notAnswered, 'question was', 'questions were')} not answered`,
    notEnoughEvidence && `${answers(notEnoughEvidence, 'answer', 'answers')} had too little evidence to judge`,
    notGraded && `${answers(notGraded, 'answer', 'answers')} could not be graded and can be tried again`,
  ].filter(Boolean);
  const sentence = parts.join(', and ');
  return sentence && `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const answers = (count: number, one: string, many: string): string => `${WORDS[count] ?? count} ${count === 1 ? one : many}`;

/** Three judged questions are few, five are the number structured interviews lean on. */
export function confidence(coverage: Coverage, records: number): Pick<Report['overall'], 'confidence' | 'confidenceReason'> {
  const share = coverage.asked === 0 ? 0 : coverage.judged / coverage.asked;
  if (coverage.judged === 0) return { confidence: 'low', confidenceReason: 'No answer could be judged.' };
  const basis = `${answers(coverage.judged, 'judged answer', 'judged answers')} on ${answers(records, 'question', 'questions')}`;
  const reason = (word: string): string => `It rests on ${basis}: ${word}.`;
  if (records < FEWEST_RECORDS || share < 0.5) return { confidence: 'low', confidenceReason: reason('too few to rely on') };
  if (records < 5 || share < 0.8) return { confidence: 'medium', confidenceReason: reason('enough for a first picture') };
  return { confidence: 'high', confidenceReason: reason('enough to rely on') };
}
