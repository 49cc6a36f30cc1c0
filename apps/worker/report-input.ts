// report-input.ts: from an interview's rows to what the report is composed of. Pure.
import type { QuestionRecord } from '@mockverse/bank/record';
import type { Shelf } from '@mockverse/bank/shelf';
import type { Engine } from '@mockverse/engine/engine';
import type { RecordFacts, ReportInput, ReportTurn } from '@mockverse/interview/report';
import type { ReportClaim } from '@mockverse/store/reports';

export const reportInput = (
  claim: ReportClaim,
  shelf: Shelf,
  engine: Pick<Engine, 'name' | 'model' | 'version'>,
): ReportInput => {
  const { id, role, level, minutes, claimedAt } = claim;
  const used = [...new Set(claim.turns.flatMap(({ plan }) => (plan.record === null ? [] : [plan.record])))];
  const records = used.flatMap((record) => shelf.byId(record) ?? []).map((record) => factsOf(record, shelf));
  return {
    interview: id,
    role,
    level,
    minutes,
    madeAt: claimedAt.toISOString(),
    grader: graderOf(claim, engine),
    turns: claim.turns.map(turnOf),
    records,
  };
};

const turnOf = ({ turn, plan, question, answer, judgement, grade }: ReportClaim['turns'][number]): ReportTurn => ({
  turn,
  plan,
  question,
  answer,
  grading: grade ? 'graded' : judgement === 'not-graded' ? 'failed' : 'none',
  grade: grade && judgement ? { ...grade, judgement } : null,
});

/** Whoever made the newest grade that is shown; with none, whoever would have graded. */
const graderOf = ({ turns }: ReportClaim, engine: Pick<Engine, 'name' | 'model' | 'version'>): ReportInput['grader'] => {
  const origin = turns.findLast(({ grade }) => grade !== null)?.grade?.origin;
  return origin
    ? { engine: origin.engine, model: origin.model, promptVersion: origin.promptVersion }
    : { engine: engine.name, model: engine.model, promptVersion: engine.version };
};

const factsOf = (record: QuestionRecord, shelf: Shelf): RecordFacts => ({
  id: record.id,
  topicLabel: shelf.topicLabel(record.topics[0] ?? ''),
  modelAnswer: record.modelAnswer,
  stretchAnswer: record.stretch.modelAnswer,
  references: record.references,
  must: [...record.signals, ...record.stretch.signals].filter((signal) => signal.must).map((signal) => signal.id),
});
