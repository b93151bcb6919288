import type { AppliedMigration } from '../prisma/migrations.js';
import type { ModelTable } from './model-tables.js';
import type { ColumnKind, Row } from './values.js';

export interface Column {
  name: string;
  kind: ColumnKind;
  /** The type in its database. */
  type: string;
}

export interface Table {
  name: string;
  columns: Column[];
  /** Tables that its foreign keys refer to. */
  refersTo: string[];
}

/** Source or target of a copy: a database, in one transaction. */
export interface Store {
  /** For messages. */
  readonly name: string;
  /** Whether it can't store U+0000: such texts are refused or replaced. */
  readonly refusesNul: boolean;

  /** Names of all tables, without the database's helper tables. */
  tableNames(): Promise<string[]>;
  appliedMigrations(): Promise<AppliedMigration[]>;
  /** Columns and references of existing tables. */
  describe(tables: ModelTable[]): Promise<Table[]>;

  /** Begins a read-only transaction on one state of all tables. */
  beginReading(): Promise<void>;
  /**
   * Begins the transaction that writes, and locks out other writers.
   * @throws OperatorError when another connection writes
   */
  beginWriting(tables: ModelTable[]): Promise<void>;

  count(table: string): Promise<number>;
  /** All rows in batches, in no particular order; values in the order of the columns. */
  rows(table: Table): AsyncIterable<Row[]>;
  insert(table: Table, rows: Row[]): Promise<void>;
  /** Runs statements without a result. */
  execute(sql: string): Promise<void>;

  /** Another connection's activity since the store was opened, for the message; undefined without any. */
  disturbance(): Promise<string | undefined>;

  /** Commits the written rows. */
  commit(): Promise<void>;
  /** Rolls back what was not committed. */
  close(): Promise<void>;
}
