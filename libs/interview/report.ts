// report.ts: composes the report of an interview from its turns and what was shown of each; pure arithmetic and words.
import type {
  Findings,
  GradeOrigin,
  GradingState,
  Judgement,
  Level,
  QuestionPlan,
  Report,
  ReportQuestion,
  Role,
  Scores,
} from '@mockverse/contracts/interview';
import { nextSteps, strengths, wouldMoveUp } from './advice';
import { grounded } from './grounding';
import { answerIsGraded } from './lifecycle';
import { meanScores, scoreTogether } from './roll-up';
import { RUBRIC_VERSION, scoreAnswer } from './score';
import { bandOf, type Coverage, confidence, verdict } from './verdict';

interface Shown {
  judgement: Judgement;
  judgementReason: string;
  findings: Findings;
  scores: Scores;
  origin: GradeOrigin;
}

export interface ReportTurn {
  turn: number;
  plan: QuestionPlan;
  question: string;
  answer: string;
  grading: GradingState;
  /** The grade that is shown for this turn; null while there is none. */
  grade: Shown | null;
}

/** A turn after its quotes were checked against the answer once more. */
type CheckedTurn = Omit<ReportTurn, 'grade'> & { grade: (Shown & { wasDropped: boolean }) | null };

/** What the report says about a record, beside the person's answers. */
export interface RecordFacts {
  id: string;
  topicLabel: string;
  modelAnswer: string;
  /** The answer to the record's stretch question. */
  stretchAnswer: string;
  references: string[];
  must: string[];
}

export interface ReportInput {
  interview: string;
  role: Role;
  level: Level;
  minutes: number;
  madeAt: string;
  grader: Pick<Report['grader'], 'engine' | 'model' | 'promptVersion'>;
  turns: ReportTurn[];
  records: RecordFacts[];
}

export function composeReport(input: ReportInput): Report {
  const facts = new Map(input.records.map((record) => [record.id, record]));
  const graded = input.turns.filter((turn) => answerIsGraded(turn.plan.kind)).map(check);
  const questions = graded.map((turn) => question(turn, turn.plan.record === null ? undefined : facts.get(turn.plan.record)));
  const coverage = coverageOf(questions.slice(0, graded.findLastIndex((turn) => !isUnreached(turn)) + 1));
  const perRecord = byRecord(graded, facts);
  const scores = meanScores(perRecord);
  const band = bandOf(scores, coverage, perRecord.length);
  return {
    interview: input.interview,
    role: input.role,
    level: input.level,
    minutes: input.minutes,
    madeAt: input.madeAt,
    overall: {
      band,
      verdict: verdict(band, input.level, coverage),
      scores,
      ...confidence(coverage, perRecord.length),
      coverage,
      strengths: strengths(questions),
      next: nextSteps(questions),
    },
    questions,
    grader: {
      ...input.grader,
      rubricVersion: RUBRIC_VERSION,
      quotesDropped: graded.reduce((sum, turn) => sum + (turn.grade?.findings.droppedQuotes ?? 0), 0),
    },
  };
}

function check(turn: ReportTurn): CheckedTurn {
  if (!turn.grade) return { ...turn, grade: null };
  const findings = grounded(turn.grade.findings, turn.answer);
  return { ...turn, grade: { ...turn.grade, findings, wasDropped: findings.droppedQuotes > turn.grade.findings.droppedQuotes } };
}

/** As they were graded, by the rubric of that day; only when evidence had to be dropped are they computed again. */
function scoresOf({ grade }: CheckedTurn, record: RecordFacts | undefined): Scores {
  if (!grade) return NO_SCORES;
  return grade.wasDropped ? scoreAnswer(grade.findings, record?.must) : grade.scores;
}

const NO_SCORES: Scores = { technicalAccuracy: null, clarity: null, completeness: null };

function question(turn: CheckedTurn, record: RecordFacts | undefined): ReportQuestion {
  const { judgement, reason } = judgementOf(turn);
  const findings = turn.grade?.findings;
  const isJudged = judgement === 'judged' && findings !== undefined;
  return {
    turn: turn.turn,
    kind: turn.plan.kind,
    record: turn.plan.record,
    question: turn.question,
    reason: turn.plan.reason,
    answer: turn.answer,
    judgement,
    judgementReason: reason,
    scores: isJudged ? scoresOf(turn, record) : NO_SCORES,
    findings: findings?.signals ?? [],
    misconceptions: findings?.misconceptions ?? [],
    clarity: isJudged ? findings.clarity : [],
    modelAnswer: (turn.plan.kind === 'stretch' ? record?.stretchAnswer : record?.modelAnswer) ?? null,
    next: isJudged ? wouldMoveUp(findings, record?.must ?? []) : [],
    references: record?.references ?? [],
    origin: turn.grade?.origin ?? null,
  };
}

function judgementOf(turn: ReportTurn): { judgement: Judgement; reason: string } {
  if (turn.grade) return { judgement: turn.grade.judgement, reason: turn.grade.judgementReason };
  if (turn.grading === 'failed')
    return { judgement: 'not-graded', reason: 'The grading of this answer failed. You can try it again.' };
  if (turn.grading === 'waiting') return { judgement: 'grading', reason: 'The grading of this answer is still running.' };
  return { judgement: 'not-answered', reason: 'There was no answer to this question.' };
}

/** The question that stood open when the interview ended: it is shown, but nobody left it out. */
const isUnreached = ({ answer, grade, grading }: CheckedTurn): boolean => answer === '' && grade === null && grading === 'none';

function coverageOf(questions: readonly ReportQuestion[]): Coverage {
  const count = (...judgements: Judgement[]): number => questions.filter((one) => judgements.includes(one.judgement)).length;
  return {
    asked: questions.length,
    answered: questions.length - count('not-answered'),
    judged: count('judged'),
    notAnswered: count('not-answered'),
    notEnoughEvidence: count('not-enough-evidence'),
    notGraded: count('not-graded', 'grading'),
  };
}

/** Scores per record, over the lead and all its follow-ups; records without a judged answer have none. */
function byRecord(turns: readonly CheckedTurn[], facts: ReadonlyMap<string, RecordFacts>): Scores[] {
  const judged = turns.filter((turn) => turn.grade?.judgement === 'judged');
  const records = [...new Set(judged.map((turn) => turn.plan.record))];
  return records.map((record) => {
    const findings = judged
      .filter((turn) => turn.plan.record === record)
      .flatMap((turn) => (turn.grade ? [turn.grade.findings] : []));
    return scoreTogether(findings, record === null ? [] : (facts.get(record)?.must ?? []));
  });
}
