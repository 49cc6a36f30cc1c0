// snapshot.ts: everything a screen needs to show an interview that it has not followed from the start.
import { GradingState, QuestionKind, QuestionSource, type Snapshot, type Turn, TurnState } from '@mockverse/contracts/interview';
import { ELAPSED_MS } from './clock';
import type { Db } from './connection';
import { noSuchInterview } from './ownership';

export async function readSnapshot(db: Db, personId: string, id: string): Promise<Snapshot> {
  // The interview is read before its turns: a screen that goes on from `lastSeq` may see a fact twice, but misses none.
  const interview = await readInterview(db, personId, id);
  const turns = await readTurns(db, id);
  const heard = await heardThrough(db, id);
  const over = interview.endedAt !== null;
  return {
    ...interview,
    // A question that was being made when the interview ended was never asked.
    turns: turns
      .filter((turn) => !over || turn.state !== 'asking')
      .map((turn) => ({ ...turn, heardThrough: heard.get(turn.turn) ?? 0 })),
  };
}

type InterviewRow = Omit<Snapshot, 'engine' | 'startedAt' | 'endedAt' | 'pausedAt' | 'turns' | 'leftMs'> & {
  engineName: Snapshot['engine']['name'];
  engineModel: string | null;
  startedAt: Date;
  endedAt: Date | null;
  pausedAt: Date | null;
  elapsedMs: number;
};

async function readInterview(db: Db, personId: string, id: string): Promise<Omit<Snapshot, 'turns'>> {
  const [row] = await db.$queryRaw<InterviewRow[]>`
    select i.id, i.state, i.role, i.level, i.topics, i.mode, i.language, i.minutes, i.engine_name as "engineName",
      i.engine_model as "engineModel", i.started_at as "startedAt", i.ended_at as "endedAt", i.paused_at as "pausedAt",
      i.last_seq as "lastSeq", ${ELAPSED_MS} as "elapsedMs"
    from interview i where i.id = ${id}::uuid and i.person_id = ${personId}::uuid`;
  if (!row) throw noSuchInterview();
  const { engineName, engineModel, elapsedMs, ...rest } = row;
  return {
    ...rest,
    engine: { name: engineName, model: engineModel },
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    pausedAt: row.pausedAt?.toISOString() ?? null,
    leftMs: Math.max(0, row.minutes * 60_000 - elapsedMs),
  };
}

async function readTurns(db: Db, interviewId: string): Promise<Omit<Turn, 'heardThrough'>[]> {
  const rows = await db.turn.findMany({
    where: { interviewId },
    orderBy: { turn: 'asc' },
    include: { sentences: { orderBy: { index: 'asc' }, select: { text: true } } },
  });
  return rows.map((row) => ({
    turn: row.turn,
    question: row.question,
    sentences: row.sentences.map((sentence) => sentence.text),
    answer: row.answer,
    state: TurnState.parse(row.state),
    kind: QuestionKind.parse(row.kind),
    source: QuestionSource.nullable().parse(row.source),
    reason: row.reason,
    grading: GradingState.parse(row.grading),
  }));
}

/** Per turn the highest n such that chunks 1..n are all stored. */
async function heardThrough(db: Db, id: string): Promise<Map<number, number>> {
  const rows = await db.$queryRaw<{ turn: number; heard: number }[]>`
    select turn, count(*) filter (where seq = place)::int as heard
    from (select turn, seq, row_number() over (partition by turn order by seq) as place from chunk where interview_id = ${id}::uuid) numbered
    group by turn`;
  return new Map(rows.map((row) => [row.turn, row.heard]));
}
