// stored-interview.ts: interviews in a real database, brought to the point where a story begins.

import type { ChunkIn } from '@mockverse/contracts/api';
import type { QuestionKind, QuestionPlan, Report } from '@mockverse/contracts/interview';
import { toStorable } from '@mockverse/contracts/text';
import { stitch } from '@mockverse/interview/transcript';
import type { NewGrade } from '@mockverse/store/grades';
import type { ResolvedInterview } from '@mockverse/store/interviews';
import type { QuestionClaim, SavedQuestion } from '@mockverse/store/questions';
import type { ReportClaim } from '@mockverse/store/reports';
import { openStore, type Store } from '@mockverse/store/store';
import { testDatabase } from '../support/database';

export interface TestStore {
  store: Store;
  url: string;
  close(): Promise<void>;
}

export async function storeOnTestDatabase(): Promise<TestStore> {
  const database = await testDatabase();
  const store = await openStore({ databaseUrl: database.url, pool: 10, stitch });
  const close = async (): Promise<void> => {
    await store.close();
    await database.drop();
  };
  return { store, url: database.url, close };
}

export const WANTED: ResolvedInterview = {
  role: 'backend',
  level: 'mid',
  topics: ['databases'],
  minutes: 15,
  mode: 'practice',
  language: 'en',
  jobDescription: null,
};

export const aPlan = (change: Partial<QuestionPlan> = {}): QuestionPlan => ({
  kind: 'lead',
  record: 'sql-indexing',
  revision: 1,
  trigger: null,
  signals: ['read-cost', 'write-cost'],
  reason: 'It is where every interview about databases begins.',
  ...change,
});

export const aQuestion = (change: Partial<SavedQuestion> = {}): SavedQuestion => ({
  text: 'How does an index make a query faster?',
  source: 'bank',
  engine: 'builtin',
  model: null,
  promptVersion: 'bank-1',
  vocabulary: ['B-tree'],
  ...change,
});

export const aChunk = (seq: number, change: Partial<ChunkIn> = {}): ChunkIn => ({
  turn: 1,
  seq,
  kind: 'final',
  text: toStorable(`word${seq}`),
  ...change,
});

export const aGrade = (change: Partial<NewGrade> = {}): NewGrade => ({
  judgement: 'judged',
  judgementReason: 'One of two signals was covered.',
  findings: { signals: [], misconceptions: [], clarity: [], droppedQuotes: 0 },
  scores: { technicalAccuracy: 3.5, clarity: 3, completeness: 2.5 },
  origin: { engine: 'builtin', model: null, promptVersion: 'bank-1', rubricVersion: 'rubric-1', questionRevision: 1 },
  ...change,
});

export const aReport = (claim: ReportClaim): Report => ({
  interview: claim.id,
  role: claim.role,
  level: claim.level,
  minutes: claim.minutes,
  madeAt: claim.claimedAt.toISOString(),
  overall: {
    band: 'solid',
    verdict: 'Solid on indexes.',
    scores: { technicalAccuracy: 3.5, clarity: 3, completeness: 2.5 },
    confidence: 'low',
    confidenceReason: 'One answer was judged.',
    coverage: { asked: 1, answered: 1, judged: 1, notAnswered: 0, notEnoughEvidence: 0, notGraded: 0 },
    strengths: [],
    next: [],
  },
  questions: [],
  grader: { engine: 'builtin', model: null, promptVersion: 'bank-1', rubricVersion: 'rubric-1', quotesDropped: 0 },
});

export interface Started {
  person: string;
  id: string;
}

/** An interview whose first question is owed. */
export async function startedInterview(store: Store, person?: string): Promise<Started> {
  const owner = person ?? (await store.people.create()).id;
  const { id } = await store.interviews.create(owner, WANTED, { name: 'builtin', model: null });
  return { person: owner, id };
}

export async function claimed(store: Store, id: string, afterTurn: number): Promise<QuestionClaim> {
  const claim = await store.questions.claim(id, afterTurn);
  if (!claim) throw new Error(`the question after turn ${afterTurn} is not wanted`);
  return claim;
}

/** Asks the next question in full. */
export async function ask(store: Store, id: string, afterTurn: number, kind: QuestionKind = 'lead'): Promise<void> {
  const claim = await claimed(store, id, afterTurn);
  await store.questions.begin(claim, aPlan({ kind }));
  await store.questions.announce(claim, 0, aQuestion().text);
  await store.questions.save(claim, aQuestion());
}

/** An interview that listens to the answer of turn 1. */
export async function listeningInterview(store: Store): Promise<Started> {
  const started = await startedInterview(store);
  await ask(store, started.id, 0);
  return started;
}

/** One question, answered in one chunk. */
export async function answeredInterview(store: Store): Promise<Started> {
  const started = await listeningInterview(store);
  await store.chunks.append(started.person, started.id, aChunk(1, { text: 'It keeps keys sorted.', endOfTurn: true }));
  return started;
}
