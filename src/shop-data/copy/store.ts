import type { AppliedMigration } from '../../prisma/migrations.js';
import type { ModelTable } from '../model-tables.js';
import type { ColumnKind, Row } from './values.js';

export interface Column {
  name: string;
  kind: ColumnKind;
  /** As its database declares it. */
  type: string;
}

export interface Table {
  name: string;
  columns: Column[];
  /** Tables whose rows have to be there first. */
  refersTo: string[];
}

/** One end of a copy: a database, in one transaction. */
export interface Store {
  /** How messages name it. */
  readonly name: string;
  /** What this database can't keep is to be refused or mended. */
  readonly refusesNul: boolean;

  /** Names of all tables in it, its own helpers left out. */
  tableNames(): Promise<string[]>;
  appliedMigrations(): Promise<AppliedMigration[]>;
  /** How the database itself describes tables, once they are there. */
  describe(tables: ModelTable[]): Promise<Table[]>;

  /** Begins a transaction that sees one state of all tables, and changes nothing. */
  beginReading(): Promise<void>;
  /**
   * Begins the transaction that writes; nobody else may write meanwhile.
   * @throws ShopDataError when somebody does
   */
  beginWriting(tables: ModelTable[]): Promise<void>;

  count(table: string): Promise<number>;
  /** All rows in no particular order, some at a time, values in the order of the columns. */
  rows(table: Table): AsyncIterable<Row[]>;
  insert(table: Table, rows: Row[]): Promise<void>;

  /** What somebody else is doing there, or did since it was opened; undefined when it is still. */
  disturbance(): Promise<string | undefined>;

  /** Makes what was written last. */
  commit(): Promise<void>;
  /** What was not committed is undone. */
  close(): Promise<void>;
}
