// lifecycle.test.ts: what each state allows, and how the time box is spent.
import { InterviewState, MINUTES, QuestionKind, TurnState } from '@mockverse/contracts/interview';
import { answerIsGraded, canHear, isOver, leftMs, phase, plannedLeads, shareIsSpent } from './lifecycle';

const MINUTE_MS = 60_000;

describe('lifecycle', () => {
  it('hears only while the interview listens and the turn is open', () => {
    const hearing = InterviewState.options.flatMap((state) =>
      TurnState.options.filter((turn) => canHear(state, turn)).map((turn) => [state, turn]),
    );
    expect(hearing).toEqual([['listening', 'open']]);
  });

  it('is over once ended, and stays over when reported', () => {
    expect(InterviewState.options.filter(isOver)).toEqual(['ended', 'reported']);
  });

  it('grades every kind of question but the opening and the goodbye', () => {
    expect(QuestionKind.options.filter((kind) => !answerIsGraded(kind))).toEqual(['opening', 'closing']);
  });

  it('keeps the last minute for the goodbye', () => {
    expect(phase(0, 15)).toBe('opening');
    expect(phase(14 * MINUTE_MS - 1, 15)).toBe('questions');
    expect(phase(14 * MINUTE_MS, 15)).toBe('closing');
    expect(leftMs(20 * MINUTE_MS, 15)).toBe(0);
  });

  it('gives every planned lead its share and spends the last one when the goodbye begins', () => {
    for (const minutes of MINUTES) {
      const leads = plannedLeads(minutes);
      expect(shareIsSpent(leads, (minutes - 1) * MINUTE_MS, minutes)).toBe(false);
      expect(shareIsSpent(leads, (minutes - 1) * MINUTE_MS + 1, minutes)).toBe(true);
      expect(shareIsSpent(1, (minutes / leads) * MINUTE_MS, minutes)).toBe(true);
    }
  });
});
