// verdict.test.ts: bands follow the scores, and confidence follows how much was judged.
import { bandOf, type Coverage, confidence, verdict } from './verdict';

const coverage = (some: Partial<Coverage> = {}): Coverage => ({
  asked: 6,
  answered: 6,
  judged: 6,
  notAnswered: 0,
  notEnoughEvidence: 0,
  notGraded: 0,
  ...some,
});
const all = (score: number) => ({ technicalAccuracy: score, clarity: score, completeness: score });

describe('bandOf', () => {
  it('says nothing about a level after one topic', () => {
    expect(bandOf(all(5), coverage(), 1)).toBe('not-enough-evidence');
  });

  it('needs 4 for strong and 3 for solid', () => {
    expect([4, 3.9, 3, 2.9].map((score) => bandOf(all(score), coverage(), 3))).toEqual([
      'strong',
      'solid',
      'solid',
      'needs-work',
    ]);
  });

  it('is not lifted by a good manner when the substance is wrong', () => {
    expect(bandOf({ technicalAccuracy: 2.5, clarity: 5, completeness: 5 }, coverage(), 3)).toBe('needs-work');
  });

  it('is not strong when more than a quarter was left unanswered', () => {
    expect(bandOf(all(5), coverage({ judged: 4, notAnswered: 2 }), 3)).toBe('solid');
  });

  it('is withheld when less than half was judged', () => {
    expect(bandOf(all(5), coverage({ judged: 2 }), 3)).toBe('not-enough-evidence');
  });
});

describe('the verdict in words', () => {
  it('names band and level, and what was left out', () => {
    expect(verdict('solid', 'mid', coverage({ judged: 4, notEnoughEvidence: 2 }))).toBe(
      'Solid for mid-level. Two answers had too little evidence to judge.',
    );
  });

  it('trusts more judged questions more', () => {
    expect([1, 3, 5].map((records) => confidence(coverage(), records).confidence)).toEqual(['low', 'medium', 'high']);
    expect(confidence(coverage({ judged: 1 }), 1).confidenceReason).toBe(
      'It rests on one judged answer on one question: too few to rely on.',
    );
  });
});
