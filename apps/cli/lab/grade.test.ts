// grade.test.ts: the lab grades by a reference text or by a record, and says what is wrong with a line.
import { loadShelf } from '@mockverse/bank/shelf';
import { grade } from './grade';

const line = { id: 'a', question: 'What does an index change?', answer: 'Writes get slower because every insert updates it.' };

describe('lab grade', () => {
  it('makes a rubric from the reference when there is no record', () => {
    const graded = grade({ ...line, reference: 'Every insert has to update the index, so writes get slower.' });
    expect(graded).toMatchObject({ id: 'a', missing: [] });
    expect(grade({ ...line, answer: '', reference: 'Every insert has to update the index.' })).toMatchObject({
      score: 0,
      covered: [],
    });
  });

  it('puts the strong sample of a record above the weak one', () => {
    const [record] = loadShelf().records;
    if (!record) throw new Error('The shelf is empty.');
    const scoreOf = (answer: string) => (grade({ ...line, record: record.id, answer }) as { score: number }).score;
    expect(scoreOf(record.samples.strong.answer)).toBeGreaterThan(scoreOf(record.samples.weak.answer));
  });

  it('refuses a line without anything to grade by, and an unknown record', () => {
    expect(() => grade(line)).toThrow(/reference text or the id of a record/);
    expect(() => grade({ ...line, record: 'nowhere' })).toThrow(/no record "nowhere"/);
  });
});
