// connection.ts: one pool, its time limits, and transactions; a database that is away becomes TryLater here.
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolClient } from 'pg';
import { asPassingFault } from './faults';
import { type Prisma, PrismaClient } from './generated/client';
import { ImpatientClient } from './impatient-client';
import { Prepared, type Sql } from './prepared';

export interface ConnectionOptions {
  databaseUrl: string;
  /** Most connections this process holds. */
  pool?: number;
  log?: { warn(message: string, fields?: Record<string, unknown>): void };
}

/** Inside a transaction, or outside one: the same statements. */
export type Db = Prisma.TransactionClient;

/** A person's request must learn within 2.5 s that the database is away. */
const CONNECT_LIMIT_MS = 2_000;
const STATEMENT_LIMIT_MS = 2_000;
const WORK_LIMIT_MS = 2_300;

export class Connection {
  readonly pool: Pool;
  private readonly prisma: PrismaClient;
  private readonly prepared: Prepared;

  constructor({ databaseUrl, pool = 10, log }: ConnectionOptions) {
    this.pool = new Pool({
      connectionString: databaseUrl,
      max: pool,
      Client: ImpatientClient,
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      // A new connection signs in and plans every statement again, so one that was busy just now is kept.
      idleTimeoutMillis: 60_000,
      query_timeout: STATEMENT_LIMIT_MS,
      statement_timeout: STATEMENT_LIMIT_MS,
      idle_in_transaction_session_timeout: 5_000,
      keepAlive: true,
      application_name: 'mockverse',
    });
    // A connection that breaks while idle is replaced at the next use; without a listener it would end the process.
    this.pool.on('error', (error) => log?.warn('a database connection broke', { reason: error.message }));
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.pool) });
    this.prepared = new Prepared(this.pool);
  }

  /** Statements that need no transaction. */
  ask<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.limited(() => work(this.prisma));
  }

  /** All or nothing. The work must not wait for anything but the database. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    return this.limited(() => this.prisma.$transaction(work, { maxWait: CONNECT_LIMIT_MS, timeout: STATEMENT_LIMIT_MS }));
  }

  /** As `ask`, for raw SQL that is asked often. */
  askPrepared<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.limited(() => work(this.prepared));
  }

  /** As `transaction`, for raw SQL that is asked often. */
  transactPrepared<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
    return this.limited(() => this.inTransaction(work));
  }

  private async inTransaction<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    // A connection that breaks between two statements says so here, and fails at the next statement.
    client.on('error', ignore);
    let usable = true;
    try {
      const beganAt = performance.now();
      await client.query('begin');
      const result = await work(new Prepared(client));
      // The caller is about to be told that it failed, so it must not succeed.
      if (performance.now() - beganAt > STATEMENT_LIMIT_MS) throw new Error('the database took too long');
      await client.query('commit');
      return result;
    } catch (error) {
      usable = await rolledBack(client);
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(!usable);
    }
  }

  /** The caller is told in time even when several statements in a row run into their limits. */
  async limited<T>(work: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the database took too long')), WORK_LIMIT_MS);
    });
    try {
      return await Promise.race([work(), tooLate]);
    } catch (error) {
      throw asPassingFault(error);
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect();
    await this.pool.end();
  }
}

const ignore = (): void => {};

/** False when the connection is of no more use. */
const rolledBack = (client: PoolClient): Promise<boolean> =>
  client.query('rollback').then(
    () => true,
    () => false,
  );
