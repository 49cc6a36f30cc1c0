// bank-engine.test.ts: without a model, every plan on every record is worded as one question that can be spoken.
import { loadShelf } from '@mockverse/bank/shelf';
import type { QuestionPlan } from '@mockverse/contracts/interview';
import { aGradingBrief, aPlan, aQuestionBrief, heard } from '../../tests/builders/brief';
import { bankSentences, createBankEngine } from './bank-engine';

const never = new AbortController().signal;
const bank = createBankEngine();
const ANSWER =
  'We thought about it for a while and then it somehow worked better than before, which was nice for the whole team.';

describe('the wording of every record on the shelf', () => {
  const records = loadShelf().records;
  const plansOf = (record: (typeof records)[number]): QuestionPlan[] => [
    ...(['lead', 'stretch', 'easier'] as const).map((kind) => aPlan({ kind, record: record.id, trigger: null })),
    ...record.probes.map((p) => aPlan({ record: record.id, trigger: p.trigger, signals: p.signals })),
  ];

  it.each(records.map((record) => [record.id, record] as const))('%s is spoken without gaps', (_id, record) => {
    for (const plan of plansOf(record)) {
      const said = bankSentences(aQuestionBrief({ record, plan, past: [{ question: record.spoken, answer: ANSWER }] })).join(' ');
      expect(said).not.toMatch(/[{}]|\s{2}|\s[.,?]|said \./);
      expect(said).toMatch(/[?.]$/);
      expect(said.split(/\s+/).length).toBeLessThanOrEqual(60);
    }
  });
});

it('greets before the first question and not before the next', () => {
  const plan = aPlan({ kind: 'lead', trigger: null });
  expect(bankSentences(aQuestionBrief({ turn: 1, past: [], plan }))[0]).toContain('Welcome');
  expect(bankSentences(aQuestionBrief({ plan })).join(' ')).not.toContain('Welcome');
});

it('takes up the words of the person, verbatim', () => {
  const past = [
    { question: 'What would an index change?', answer: 'An index makes writes faster, so I would add one to every column.' },
  ];
  const [said] = bankSentences(aQuestionBrief({ past, plan: aPlan({ trigger: 'wrong-claim' }) }));
  const quote = /“(.+)”/.exec(said ?? '')?.[1] ?? 'no quote';
  expect(past[0]?.answer).toContain(quote);
});

it('goes on after its own sentences', async () => {
  const brief = aQuestionBrief({ plan: aPlan({ kind: 'lead', trigger: null }) });
  const all = bankSentences(brief);
  for (let n = 0; n <= all.length; n++) {
    expect(await heard(bank.question({ ...brief, spoken: all.slice(0, n) }, never))).toEqual(
      all.slice(n).map((text) => ({ text, source: 'bank' })),
    );
  }
});

it('grades by the signals of the record', async () => {
  const { findings, judgement } = await bank.grade(aGradingBrief(), never);
  expect(judgement).toBe('judged');
  expect(findings.signals.find((s) => s.signal === 'write-cost')?.status).toBe('missing');
});
