// store.ts: the memory of MockVerse: one door, one part per thing that is remembered.
import { Chunks } from './chunks';
import type { Stitch } from './closing';
import { Connection, type ConnectionOptions } from './connection';
import { Events } from './events';
import { Grades } from './grades';
import { Interviews } from './interviews';
import { Limits } from './limits';
import { Operations } from './operations';
import { People } from './people';
import { Questions } from './questions';
import { Reports } from './reports';

export type { Stitch } from './closing';

export interface StoreOptions extends ConnectionOptions {
  stitch: Stitch;
}

export class Store {
  readonly people: People;
  readonly interviews: Interviews;
  readonly chunks: Chunks;
  readonly questions: Questions;
  readonly grades: Grades;
  readonly reports: Reports;
  readonly events: Events;
  readonly operations: Operations;
  readonly limits: Limits;

  constructor(
    private readonly connection: Connection,
    stitch: Stitch,
  ) {
    this.people = new People(connection);
    this.interviews = new Interviews(connection, stitch);
    this.chunks = new Chunks(connection, stitch);
    this.questions = new Questions(connection, stitch);
    this.grades = new Grades(connection);
    this.reports = new Reports(connection);
    this.events = new Events(connection);
    this.operations = new Operations(connection);
    this.limits = new Limits(connection);
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

/** Does not connect yet: a database that is down at start is met at the first question, as at any other moment. */
export async function openStore({ stitch, ...options }: StoreOptions): Promise<Store> {
  return new Store(new Connection(options), stitch);
}
