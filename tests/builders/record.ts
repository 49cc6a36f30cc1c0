// record.ts: a complete question record for tests, about database indexes; override what the test is about.
import { QuestionRecord } from '../../libs/bank/record';

const sample = (answer: string, grade: number) => ({
  answer,
  grades: { technicalAccuracy: grade, clarity: grade, completeness: grade },
});
const anchors = { 1: 'Says nothing that fits.', 3: 'Says half of it.', 5: 'Says all of it.' };
const perAxis = { technicalAccuracy: anchors, completeness: anchors, clarity: anchors };
const signal = (id: string, label: string, says: string[], weight: number, must: boolean) => ({
  id,
  label,
  weight,
  must,
  competency: 'databases',
  requirements: [{ says }],
});

/** Parsed by the real schema, so that a builder can never drift from it. */
export const aRecord = (overrides: Partial<QuestionRecord> = {}): QuestionRecord =>
  QuestionRecord.parse({
    id: 'index-cost',
    revision: 1,
    status: 'active',
    author: 'tests',
    reviewed: '2026-01-01',
    roles: ['backend'],
    levels: ['mid'],
    type: 'concept',
    topics: ['sql'],
    competencies: ['databases'],
    minutes: 4,
    spoken: 'A query on a large table is slow. What would an index change?',
    written: 'A query on a large table is slow. What would an index change?',
    intent: 'Shows whether both sides of an index are known.',
    context: [],
    signals: [
      signal(
        'full-scan',
        'Without an index every row is read',
        ['full table scan', 'reads every row', 'scans the whole table'],
        2,
        true,
      ),
      signal(
        'write-cost',
        'Every write has to keep the index current',
        ['writes get slower', 'inserts must update the index', 'extra work on each write'],
        3,
        true,
      ),
      signal(
        'query-plan',
        'Checks with the query plan',
        ['explain analyze', 'look at the query plan', 'execution plan'],
        1,
        false,
      ),
    ],
    anchors: { mid: perAxis },
    misconceptions: [
      {
        id: 'free-index',
        says: ['indexes cost nothing', 'an index has no cost', 'index makes writes faster'],
        correction: 'Every write also updates the index.',
      },
    ],
    probes: [
      {
        trigger: 'missing-signal',
        ask: 'What does the index cost when a row is written?',
        signals: ['write-cost'],
        purpose: 'Exposes the cost.',
      },
      { trigger: 'missing-signal', ask: 'What happens without it?', signals: ['full-scan'], purpose: 'Exposes the scan.' },
      {
        trigger: 'wrong-claim',
        ask: 'You said {quote}. What happens on an insert?',
        signals: ['write-cost'],
        purpose: 'A second look.',
      },
      { trigger: 'vague', ask: 'How would you find out?', signals: ['query-plan'], purpose: 'Exposes checking.' },
    ],
    hints: [{ hint: 'Think of a phone book.', cost: 0.2 }],
    stretch: {
      ask: 'How would you order the columns of the index?',
      signals: [signal('column-order', 'Filter column first', ['filter column first', 'equality before range'], 1, true)],
      modelAnswer: 'The equality column first, then the range.',
    },
    easier: { ask: 'Why is a lookup faster with an index?', signals: ['full-scan'] },
    samples: {
      weak: sample('An index makes things fast, I think.', 1.5),
      solid: sample('Without it the database does a full table scan.', 3),
      strong: sample('Without it there is a full table scan. Writes get slower. I would run explain analyze.', 5),
    },
    modelAnswer:
      'Without an index the database reads every row. With one it goes straight there, but every write also has to update the index.',
    references: ['Use The Index, Luke', 'PostgreSQL documentation, Indexes'],
    vocabulary: ['index', 'full table scan', 'explain analyze'],
    fairness: 'Any relational database will do.',
    provenance: 'original',
    ...overrides,
  });
