// whole-shelf.test.ts: every record on the shelf can be asked and graded through a model, over HTTP.
import { loadShelf } from '@mockverse/bank/shelf';
import type { QuestionPlan } from '@mockverse/contracts/interview';
import { createGemini } from '@mockverse/llm/gemini';
import { aPlan, aQuestionBrief, heard, INTERVIEW } from '../../tests/builders/brief';
import { type GeminiEmulator, startGeminiEmulator } from '../../tests/support/gemini-emulator/emulator';
import type { Engine } from './engine';
import { createModelEngine } from './model-engine';

const never = new AbortController().signal;
let emulator: GeminiEmulator;
let engine: Engine;
beforeAll(async () => {
  emulator = await startGeminiEmulator({ seed: 3 });
  const llm = createGemini({ apiKey: 'emulator', model: 'gemini-3.8-flash', baseUrl: emulator.url });
  engine = createModelEngine({ name: 'gemini', live: llm, review: llm, secret: 's' });
});
afterAll(() => emulator.close());

const records = loadShelf().records;
type Record = (typeof records)[number];
const plansOf = (record: Record): QuestionPlan[] => [
  ...(['lead', 'stretch', 'easier'] as const).map((kind) => aPlan({ kind, record: record.id, trigger: null })),
  ...record.probes.map((p) => aPlan({ record: record.id, trigger: p.trigger, signals: p.signals })),
];

describe.each(records.map((record) => [record.id, record] as const))('%s', (_id, record) => {
  it('has no question that would be held back as unfit to be said', async () => {
    for (const plan of plansOf(record)) {
      for (const answer of Object.values(record.samples).map((s) => s.answer)) {
        const brief = aQuestionBrief({ record, plan, past: [{ question: record.spoken, answer }] });
        await expect(heard(engine.question(brief, never))).resolves.not.toEqual([]);
      }
    }
  });

  it('is graded with quotes that stand in the answer, and a strong answer shows at least as much as a weak one', async () => {
    const shown: number[] = [];
    for (const { answer } of [record.samples.weak, record.samples.strong]) {
      const brief = {
        interviewId: INTERVIEW,
        turn: 1,
        level: record.levels[0] ?? 'mid',
        question: record.spoken,
        answer,
        record,
        signals: record.signals.map((s) => s.id),
      };
      const { findings } = await engine.grade(brief, never);
      for (const { quote, start, end } of [...findings.signals, ...findings.misconceptions, ...findings.clarity]) {
        if (quote !== null) expect(answer.slice(start ?? 0, end ?? 0)).toBe(quote);
      }
      expect(findings.signals.map((s) => s.signal)).toEqual(record.signals.map((s) => s.id));
      shown.push(findings.signals.filter((s) => s.status !== 'missing').length);
    }
    expect(shown[1]).toBeGreaterThanOrEqual(shown[0] ?? 0);
  });
});
