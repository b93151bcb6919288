/* eslint-disable @typescript-eslint/require-await -- the driver waits for nothing; the interface is that of both */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { AppliedMigration } from '../prisma/migrations.js';
import { describeDatabase, fileOf, type DatabaseAddress } from './database-address.js';
import type { ModelTable } from './model-tables.js';
import { OperatorError } from '../common/errors/operator-error.js';
import { BatchSize } from './batch-size.js';
import { fromSqlite, SQLITE_KINDS, toSqlite, type SqliteValue } from './sqlite-values.js';
import type { Store, Table } from './store.js';
import { readRow, type Row } from './values.js';

/** How long to wait for the write lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

interface ColumnInfo {
  name: string;
  type: string;
}

export class SqliteStore implements Store {
  readonly refusesNul = false;
  private readonly db: Database.Database;
  /** In no transaction, so it sees the commits of other connections. */
  private readonly observer: Database.Database;
  private readonly versionAtOpen: unknown;

  private constructor(
    readonly name: string,
    file: string,
    readonly: boolean,
  ) {
    this.db = new Database(file, { readonly, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    this.db.defaultSafeIntegers(true);
    if (!readonly) this.db.pragma('foreign_keys = ON');
    this.observer = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
    this.versionAtOpen = this.dataVersion();
  }

  /** @throws OperatorError when the file does not exist or is no database */
  static open(address: DatabaseAddress, { readonly }: { readonly: boolean }): SqliteStore {
    const file = fileOf(address);
    if (!existsSync(file)) throw new OperatorError(`There is no database at ${file}`);
    try {
      return new SqliteStore(describeDatabase(address), file, readonly);
    } catch (error) {
      throw new OperatorError(`${file} can't be opened: ${(error as Error).message}`, { cause: error });
    }
  }

  async tableNames(): Promise<string[]> {
    const tables = this.db.pragma('main.table_list') as { name: string; type: string }[];
    return tables.filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_')).map(({ name }) => name);
  }

  async appliedMigrations(): Promise<AppliedMigration[]> {
    return this.db.prepare('SELECT * FROM "_prisma_migrations"').all() as AppliedMigration[];
  }

  async describe(tables: ModelTable[]): Promise<Table[]> {
    return tables.map(({ name, columns }) => {
      const types = new Map(
        (this.db.pragma(`table_info("${name}")`) as ColumnInfo[]).map((info) => [info.name, info.type]),
      );
      const references = this.db.pragma(`foreign_key_list("${name}")`) as { table: string }[];
      return {
        name,
        columns: columns.map((column) => toColumn(name, column, types.get(column))),
        refersTo: references.map(({ table }) => table),
      };
    });
  }

  async beginReading(): Promise<void> {
    this.db.exec('BEGIN');
    // The first read decides which state is seen.
    this.db.prepare('SELECT COUNT(*) FROM sqlite_master').get();
  }

  async beginWriting(): Promise<void> {
    try {
      this.db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      throw new OperatorError(`${this.name} is written to by somebody else: stop that first`, { cause: error });
    }
  }

  async count(table: string): Promise<number> {
    return Number(this.db.prepare(`SELECT COUNT(*) FROM "${table}"`).pluck().get());
  }

  async *rows({ name, columns }: Table): AsyncGenerator<Row[]> {
    const names = columns.map((column) => `"${column.name}"`).join(', ');
    const all = this.db.prepare(`SELECT ${names} FROM "${name}"`).raw();
    const size = new BatchSize();
    let batch: Row[] = [];
    for (const found of all.iterate() as IterableIterator<SqliteValue[]>) {
      const row = readRow(name, columns, found, fromSqlite);
      batch.push(row);
      if (!size.isFullWith(row)) continue;
      yield batch;
      batch = [];
    }
    if (batch.length) yield batch;
  }

  async insert({ name, columns }: Table, rows: Row[]): Promise<void> {
    const names = columns.map((column) => `"${column.name}"`).join(', ');
    const statement = this.db.prepare(`INSERT INTO "${name}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`);
    for (const row of rows) statement.run(row.map((value, index) => toSqlite(columns[index]!.kind, value)));
  }

  async execute(sql: string): Promise<void> {
    this.db.exec(sql);
  }

  async disturbance(): Promise<string | undefined> {
    return this.dataVersion() === this.versionAtOpen ? undefined : 'it was written to meanwhile';
  }

  async commit(): Promise<void> {
    this.db.exec('COMMIT');
    this.db.pragma('wal_checkpoint(TRUNCATE)');
  }

  async close(): Promise<void> {
    this.observer.close();
    this.db.close();
  }

  /** Changes when another connection commits. */
  private dataVersion(): unknown {
    return this.observer.pragma('data_version', { simple: true });
  }
}

function toColumn(table: string, name: string, type: string | undefined) {
  const kind = SQLITE_KINDS[type ?? ''];
  if (type === undefined || !kind)
    throw new Error(`${table}.${name} is of a type that can't be copied: ${type ?? '-'}`);
  return { name, kind, type };
}
