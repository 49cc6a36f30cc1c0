// report-input.ts: a graded interview as the report sees it.
import type { Finding, Findings, Judgement, QuestionKind } from '../../libs/contracts/interview';
import type { RecordFacts, ReportInput, ReportTurn } from '../../libs/interview/report';

/** Evidence that holds: the quote stands in the answer. */
export function shown(signal: string, quote: string, answer: string): Finding {
  const start = answer.indexOf(quote);
  return { signal, label: `Says ${signal}`, weight: 2, status: 'covered', quote, start, end: start + quote.length };
}

export const missing = (signal: string): Finding => ({
  signal,
  label: `Says ${signal}`,
  weight: 2,
  status: 'missing',
  quote: null,
  start: null,
  end: null,
});

export const theFindings = (signals: Finding[]): Findings => ({
  signals,
  misconceptions: [],
  clarity: (['direct', 'structured', 'concrete'] as const).map((check) => ({
    check,
    status: 'covered',
    quote: null,
    start: null,
    end: null,
  })),
  droppedQuotes: 0,
});

interface TurnLike {
  turn?: number;
  kind?: QuestionKind;
  record?: string;
  answer?: string;
  judgement?: Judgement;
  findings?: Findings;
}

export function aGradedTurn({
  turn = 1,
  kind = 'lead',
  record = 'one',
  answer = '',
  judgement = 'judged',
  findings = theFindings([]),
}: TurnLike = {}): ReportTurn {
  const isJudged = judgement === 'judged';
  return {
    turn,
    plan: { kind, record: kind === 'closing' ? null : record, revision: 1, trigger: null, signals: [], reason: 'For a test.' },
    question: 'What does it cost?',
    answer,
    grading: 'graded',
    grade: {
      judgement,
      judgementReason: 'For a test.',
      findings,
      scores: isJudged
        ? { technicalAccuracy: 4, clarity: 4, completeness: 4 }
        : { technicalAccuracy: null, clarity: null, completeness: null },
      origin: {
        engine: 'builtin',
        model: null,
        promptVersion: 'bank-1',
        rubricVersion: 'rubric-1',
        questionRevision: 1,
        transcriptVersion: 1,
        run: 'first',
      },
    },
  };
}

export const someFacts = (id: string): RecordFacts => ({
  id,
  topicLabel: 'SQL',
  modelAnswer: `The model answer of ${id}.`,
  stretchAnswer: `The stretch answer of ${id}.`,
  references: ['A book'],
  must: [],
});

export const aReportInput = (turns: ReportTurn[]): ReportInput => ({
  interview: '6f1d3a52-5a0e-4c37-8d43-0f7c0c4f1a11',
  role: 'backend',
  level: 'mid',
  minutes: 30,
  madeAt: '2026-01-01T00:00:00.000Z',
  grader: { engine: 'builtin', model: null, promptVersion: 'bank-1' },
  turns,
  records: [...new Set(turns.map((turn) => turn.plan.record))].filter((id) => id !== null).map(someFacts),
});
