// interview-so-far.ts: an interview in the middle, as the deciding code sees it.
import type { Finding, QuestionPlan, SignalStatus } from '../../libs/contracts/interview';
import type { InterviewSoFar } from '../../libs/interview/interview-so-far';
import type { AnsweredTurn, Declined, Reading, TriggerFound } from '../../libs/interview/reading';
import type { RecordView } from '../../libs/interview/record-view';

export const aView = (id: string, overrides: Partial<RecordView> = {}): RecordView => ({
  id,
  revision: 1,
  roles: ['backend'],
  levels: ['mid'],
  topics: ['sql'],
  topicLabel: 'SQL',
  competencies: ['databases'],
  minutes: 5,
  signals: [
    { id: 'full-scan', label: 'Without an index every row is read', weight: 2, must: true },
    { id: 'write-cost', label: 'Writes have to keep the index current', weight: 3, must: true },
    { id: 'query-plan', label: 'Checks with the query plan', weight: 1, must: false },
  ],
  probes: [
    { trigger: 'missing-signal', signals: ['write-cost'] },
    { trigger: 'missing-signal', signals: ['full-scan'] },
    { trigger: 'wrong-claim', signals: ['write-cost'] },
    { trigger: 'vague', signals: ['query-plan'] },
  ],
  stretch: { signals: [{ id: 'column-order', label: 'Filter column first', weight: 1, must: true }] },
  easier: { signals: ['full-scan'] },
  ...overrides,
});

export const anInterview = (overrides: Partial<InterviewSoFar> = {}): InterviewSoFar => ({
  seed: 'interview turn',
  role: 'backend',
  level: 'mid',
  topics: [],
  minutes: 30,
  elapsedMs: 0,
  mode: 'practice',
  past: [],
  shelf: [aView('one'), aView('two'), aView('three')],
  askedBefore: [],
  ...overrides,
});

interface ReadingLike {
  statuses?: Record<string, SignalStatus>;
  triggers?: TriggerFound[];
  declined?: Declined;
  wrong?: string[];
}

export function aReading({ statuses = {}, triggers = [], declined, wrong = [] }: ReadingLike = {}): Reading {
  const signals = Object.entries(statuses).map(
    ([signal, status]): Finding => ({ signal, label: signal, weight: 1, status, quote: null, start: null, end: null }),
  );
  const shows = signals.some((finding) => finding.status !== 'missing') || wrong.length > 0;
  return {
    findings: {
      signals,
      misconceptions: wrong.map((id) => ({ id, quote: id, start: 0, end: id.length, correction: `Not ${id}.` })),
      clarity: [],
      droppedQuotes: 0,
    },
    triggers,
    judgement: declined ? 'not-answered' : shows ? 'judged' : 'not-enough-evidence',
    judgementReason: 'For a test.',
    declined: declined ?? null,
  };
}

export const answered = (plan: QuestionPlan, reading: Reading): AnsweredTurn => ({ plan, reading });

export const aLead = (record: string, reading: Reading): AnsweredTurn =>
  answered(
    {
      kind: 'lead',
      record,
      revision: 1,
      trigger: null,
      signals: ['full-scan', 'write-cost', 'query-plan'],
      reason: 'For a test.',
    },
    reading,
  );
