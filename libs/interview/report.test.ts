// report.test.ts: the report says what the answers show, and keeps what was not judged apart from what was bad.
import { Report } from '@mockverse/contracts/interview';
import { aGradedTurn, aReportInput, missing, shown, theFindings } from '../../tests/builders/report-input';
import { composeReport } from './report';

const answer = 'The index is updated on every write, so inserts get slower.';
const good = aGradedTurn({ answer, findings: theFindings([shown('write-cost', 'inserts get slower', answer)]) });

describe('composeReport', () => {
  it('fits the contract and gives every question its evidence, model answer and references', () => {
    const report = Report.parse(composeReport(aReportInput([good, aGradedTurn({ turn: 2, kind: 'closing' })])));
    expect(report.questions).toHaveLength(1);
    expect(report.questions[0]).toMatchObject({
      modelAnswer: 'The model answer of one.',
      references: ['A book'],
      scores: { clarity: 4 },
    });
  });

  it('drops a quote that is not in the answer, counts it, and scores without it', () => {
    const invented = { ...shown('write-cost', 'inserts get slower', answer), quote: 'indexes are wonderful' };
    const report = composeReport(aReportInput([aGradedTurn({ answer, findings: theFindings([invented]) })]));
    expect(report.grader.quotesDropped).toBe(1);
    expect(report.questions[0]?.findings[0]).toMatchObject({ status: 'missing', quote: null });
    expect(report.questions[0]?.scores.completeness).toBe(1);
  });

  it('has every quote verbatim in its answer', () => {
    for (const question of composeReport(aReportInput([good])).questions) {
      for (const { quote, start, end } of question.findings)
        if (quote !== null) expect(question.answer.slice(start ?? 0, end ?? 0)).toBe(quote);
    }
  });

  it('does not count an unanswered question as a bad one', () => {
    const turns = [good, aGradedTurn({ turn: 2, record: 'two', judgement: 'not-answered' })];
    const alone = composeReport(aReportInput([good]));
    const { overall, questions } = composeReport(aReportInput(turns));
    expect(overall.scores).toEqual(alone.overall.scores);
    expect(overall.coverage).toMatchObject({ asked: 2, answered: 1, judged: 1, notAnswered: 1 });
    expect(overall.verdict).toMatch(/One question was not answered\.$/);
    expect(questions[1]?.scores).toEqual({ technicalAccuracy: null, clarity: null, completeness: null });
  });

  it('shows the question that stood open at the end, but counts it as neither asked nor left out', () => {
    const open = { ...aGradedTurn({ turn: 2, record: 'two' }), grading: 'none' as const, grade: null };
    const { overall, questions } = composeReport(aReportInput([good, open]));
    expect(questions[1]?.judgement).toBe('not-answered');
    expect(overall.coverage).toMatchObject({ asked: 1, answered: 1, notAnswered: 0 });
    expect(overall.verdict).not.toMatch(/not answered/);
  });

  it('gives no verdict when most answers could not be judged', () => {
    const rest = [2, 3].map((turn) => aGradedTurn({ turn, record: `r${turn}`, judgement: 'not-enough-evidence' }));
    const { overall } = composeReport(aReportInput([good, ...rest]));
    expect(overall.band).toBe('not-enough-evidence');
    expect(overall.verdict).toMatch(
      /^There was not enough evidence for a verdict\. Two answers had too little evidence to judge\.$/,
    );
    expect(overall.confidence).toBe('low');
  });

  it('shows a grading that failed as not graded, never as a score', () => {
    const failed = { ...aGradedTurn({ turn: 2, record: 'two', answer }), grading: 'failed' as const, grade: null };
    const { overall, questions } = composeReport(aReportInput([good, failed]));
    expect(questions[1]).toMatchObject({ judgement: 'not-graded', scores: { completeness: null }, origin: null });
    expect(overall.coverage.notGraded).toBe(1);
  });

  it('does not ask to work on a gap that a follow-up closed', () => {
    const lead = aGradedTurn({ answer: 'It is faster.', findings: theFindings([missing('write-cost')]) });
    const probe = { ...good, turn: 2, plan: { ...good.plan, kind: 'probe' as const } };
    const { overall } = composeReport(aReportInput([lead, probe]));
    expect(overall.next).toEqual([]);
    expect(overall.strengths).toEqual(['Says write-cost']);
    expect(overall.scores.completeness).toBe(5);
  });

  it('can be written for an interview without any answer', () => {
    const report = Report.parse(composeReport(aReportInput([])));
    expect(report.overall).toMatchObject({ band: 'not-enough-evidence', scores: { clarity: null }, strengths: [], next: [] });
  });
});
