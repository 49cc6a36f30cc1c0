// interviews.ts: an interview is made, listed, paused, resumed and ended by its person.
import type { Created, NewInterview } from '@mockverse/contracts/api';
import type { EngineName, InterviewLine, Snapshot } from '@mockverse/contracts/interview';
import { Refused } from '@mockverse/runtime/errors';
import { closeTurn, heardChunks, lockTurn, type Stitch } from './closing';
import type { Connection } from './connection';
import type { ReviewDue } from './due';
import { endInterview, reviewDue } from './ending';
import { recordEvents } from './events';
import { listInterviews } from './history';
import { type LockedInterview, lockOwnInterview } from './ownership';
import type { Sql } from './prepared';
import { readSnapshot } from './snapshot';

/** What was asked for, with every default filled in. */
export type ResolvedInterview = Required<Omit<NewInterview, 'jobDescription'>> & { jobDescription: string | null };

export interface Ended extends ReviewDue {
  /** False when it had ended before: then nothing was written, and what is still owed is named again. */
  ended: boolean;
  lastSeq: number;
}

export class Interviews {
  constructor(
    private readonly connection: Connection,
    private readonly stitch: Stitch,
  ) {}

  async create(
    personId: string,
    wanted: ResolvedInterview,
    engine: { name: EngineName; model: string | null },
  ): Promise<Created> {
    const data = { personId, ...wanted, engineName: engine.name, engineModel: engine.model };
    const { id, lastSeq } = await this.connection.ask((db) => db.interview.create({ data, select: { id: true, lastSeq: true } }));
    return { id, state: 'awaiting-question', lastSeq };
  }

  snapshot(personId: string, id: string): Promise<Snapshot> {
    return this.connection.ask((db) => readSnapshot(db, personId, id));
  }

  /** Newest first. */
  list(personId: string): Promise<InterviewLine[]> {
    return this.connection.ask((db) => listInterviews(db, personId));
  }

  async owns(personId: string, id: string): Promise<boolean> {
    const rows = await this.connection.ask(
      (db) => db.$queryRaw<unknown[]>`
      select 1 from interview where id = ${id}::uuid and person_id = ${personId}::uuid`,
    );
    return rows.length > 0;
  }

  /** An open answer is closed with what was heard. A question that was still being made is not asked any more. */
  end(personId: string, id: string, by: 'person' | 'time'): Promise<Ended> {
    return this.connection.transactPrepared(async (tx) => {
      const interview = await lockOwnInterview(tx, personId, id);
      if (hasEnded(interview)) return { ended: false, lastSeq: interview.lastSeq, ...(await reviewDue(tx, id)) };
      const turn = interview.state === 'listening' ? await lockTurn(tx, id, interview.turn) : null;
      if (turn) await closeTurn(tx, turn, { heard: await heardChunks(tx, turn), stitch: this.stitch, goesOn: false });
      return { ended: true, ...(await endInterview(tx, id, by)) };
    });
  }

  /** True when it was not paused before. An ended interview is refused with 409. */
  pause(personId: string, id: string): Promise<boolean> {
    return this.connection.transactPrepared(async (tx) => {
      const interview = await lockOwnInterview(tx, personId, id);
      if (hasEnded(interview)) throw new Refused(409, 'This interview has ended.');
      if (interview.pausedAt) return false;
      await tx.$executeRaw`update interview set paused_at = now() where id = ${id}::uuid`;
      await recordEvents(tx, id, { type: 'interview.paused', data: {} });
      return true;
    });
  }

  /** True when it was paused before. An ended interview is refused with 409. */
  resume(personId: string, id: string): Promise<boolean> {
    return this.connection.transactPrepared(async (tx) => {
      const interview = await lockOwnInterview(tx, personId, id);
      if (hasEnded(interview)) throw new Refused(409, 'This interview has ended.');
      if (!interview.pausedAt) return false;
      await countPause(tx, id);
      await recordEvents(tx, id, { type: 'interview.resumed', data: {} });
      return true;
    });
  }
}

const hasEnded = ({ state }: LockedInterview): boolean => state === 'ended' || state === 'reported';

const countPause = (tx: Sql, id: string) => tx.$executeRaw`
  update interview set paused_ms = paused_ms + round(extract(epoch from now() - paused_at) * 1000)::bigint, paused_at = null
  where id = ${id}::uuid`;
