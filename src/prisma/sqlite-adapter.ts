import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import {
  DriverAdapterError,
  type ConnectionInfo,
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import type Database from 'better-sqlite3';
import { Lock } from './lock.js';
import { cacheStatements } from './statement-cache.js';

/** Milliseconds to wait for another process (a script, a second instance) that holds SQLite's write lock. */
const BUSY_TIMEOUT_MS = 5_000;

/** SQLite's limit since version 3.32. Prisma assumes 999 and fails when a page has more ids than that. */
const MAX_BIND_VALUES = 32_766;

/**
 * Prisma's adapter for SQLite has one connection: a query during an open transaction runs inside that transaction, sees
 * its uncommitted data, and is rolled back with it. Here reads use a second connection and see only committed data;
 * writes queue for the first one, a whole transaction at a time. The queue is in JavaScript: waiting in SQLite would
 * block the event loop that the lock's holder needs to finish.
 */
export class SqliteAdapterFactory implements SqlDriverAdapterFactory {
  readonly provider = 'sqlite';
  readonly adapterName = '@prisma/adapter-better-sqlite3';

  constructor(private readonly url: string) {}

  async connect(): Promise<SqlDriverAdapter> {
    const factory = new PrismaBetterSqlite3({ url: this.url, timeout: BUSY_TIMEOUT_MS });
    const writes = await factory.connect();
    await writes.executeScript('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    const reads = await factory.connect();
    await reads.executeScript('PRAGMA query_only = ON;');
    for (const connection of [reads, writes]) cacheStatements(driverOf(connection));
    return new SqliteAdapter(reads, writes);
  }
}

class SqliteAdapter implements SqlDriverAdapter {
  readonly provider = 'sqlite';
  readonly adapterName = '@prisma/adapter-better-sqlite3';
  private readonly lock = new Lock();

  constructor(
    private readonly reads: SqlDriverAdapter,
    private readonly writes: SqlDriverAdapter,
  ) {}

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    if (isRead(query.sql)) return this.reads.queryRaw(query);
    return this.lock.run(() => this.writes.queryRaw(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.lock.run(() => this.writes.executeRaw(query));
  }

  getConnectionInfo(): ConnectionInfo {
    return { maxBindValues: MAX_BIND_VALUES, supportsRelationJoins: false };
  }

  executeScript(script: string): Promise<void> {
    return this.lock.run(() => this.writes.executeScript(script));
  }

  async startTransaction(_isolationLevel?: IsolationLevel): Promise<Transaction> {
    const release = await this.lock.acquire();
    try {
      // IMMEDIATE takes the write lock now, so that a later write of the transaction can't fail for it.
      await this.writes.executeRaw(statement('BEGIN IMMEDIATE'));
    } catch (error) {
      release();
      throw error;
    }
    return new SqliteTransaction(this.writes, release);
  }

  async dispose(): Promise<void> {
    await this.reads.dispose();
    await this.writes.dispose();
  }
}

/**
 * Does nothing once the transaction is over: the connection belongs to the next one, and a late statement of this one
 * (a nested write after a timeout) must not run in that.
 */
class SqliteTransaction implements Transaction {
  readonly provider = 'sqlite';
  readonly adapterName = '@prisma/adapter-better-sqlite3';
  // Phantom: Prisma calls commit() and rollback() and sends no COMMIT or ROLLBACK itself.
  readonly options = { usePhantomQuery: true };
  private isOver = false;

  constructor(
    private readonly connection: SqlDriverAdapter,
    private readonly release: () => void,
  ) {}

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.whileOpen().queryRaw(query);
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    return this.whileOpen().executeRaw(query);
  }

  async commit(): Promise<void> {
    if (this.isOver) throw alreadyOver();
    try {
      await this.whileOpen().executeRaw(statement('COMMIT'));
    } catch (error) {
      await this.connection.executeRaw(statement('ROLLBACK')).catch(() => undefined);
      throw error;
    } finally {
      this.isOver = true;
      this.release();
    }
  }

  async rollback(): Promise<void> {
    if (this.isOver) throw alreadyOver();
    this.isOver = true;
    try {
      if (driverOf(this.connection).inTransaction) await this.connection.executeRaw(statement('ROLLBACK'));
    } finally {
      this.release();
    }
  }

  async createSavepoint(name: string): Promise<void> {
    await this.executeRaw(statement(`SAVEPOINT ${name}`));
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    await this.executeRaw(statement(`ROLLBACK TO ${name}`));
  }

  async releaseSavepoint(name: string): Promise<void> {
    await this.executeRaw(statement(`RELEASE SAVEPOINT ${name}`));
  }

  private whileOpen(): SqlDriverAdapter {
    // On a full or broken disk SQLite may roll back itself: later statements would be committed alone.
    if (this.isOver || !driverOf(this.connection).inTransaction) throw alreadyOver();
    return this.connection;
  }
}

function alreadyOver(): DriverAdapterError {
  return new DriverAdapterError({ kind: 'TransactionAlreadyClosed', cause: 'committed or rolled back before' });
}

/** Not exported by Prisma's types. */
function driverOf(connection: SqlDriverAdapter): Database.Database {
  return (connection as unknown as { client: Database.Database }).client;
}

/** Only a certain SELECT; everything else goes to the connection that may write. */
function isRead(sql: string): boolean {
  return /^\s*SELECT\b/i.test(sql);
}

function statement(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
