import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { AppliedMigration } from '../prisma/migrations.js';
import { describeDatabase, type DatabaseAddress } from './database-address.js';
import type { ModelTable } from './model-tables.js';
import { OperatorError } from '../common/errors/operator-error.js';
import { fromPostgresql, POSTGRESQL_KINDS, postgresqlColumn } from './postgresql-values.js';
import type { Column, Store, Table } from './store.js';
import { readRow, type Row } from './values.js';

const CONNECT_TIMEOUT_MS = 10_000;
const ROWS_AT_A_TIME = 500;
/** How long a connection that was just closed may still be listed. */
const LEAVING_MS = 2_000;

/** Overrides settings of role and server: no statement timeout, and fixed formats of texts. */
const SETTINGS = [
  ...["TIME ZONE 'UTC'", "datestyle = 'ISO, YMD'", 'statement_timeout = 0', 'idle_in_transaction_session_timeout = 0'],
  "lock_timeout = '10s'",
];

export class PostgresqlStore implements Store {
  readonly refusesNul = true;

  private constructor(
    readonly name: string,
    private readonly client: pg.Client,
  ) {}

  /** @throws OperatorError when it can't be reached or its encoding isn't UTF-8 */
  static async open(address: DatabaseAddress): Promise<PostgresqlStore> {
    const client = new pg.Client({ connectionString: address.url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
    // The next statement reports a broken connection.
    client.on('error', () => undefined);
    const name = describeDatabase(address);
    try {
      await client.connect();
    } catch (error) {
      const { code } = error as { code?: unknown };
      throw new OperatorError(`${name} can't be reached${typeof code === 'string' ? ` (${code})` : ''}`, {
        cause: error,
      });
    }
    const store = new PostgresqlStore(name, client);
    for (const setting of SETTINGS) await client.query(`SET ${setting}`);
    const [encoding] = await store.column('SHOW server_encoding');
    if (encoding === 'UTF8') return store;
    await client.end();
    throw new OperatorError(`${name} keeps its texts as ${String(encoding)}: it must be UTF8`);
  }

  async tableNames(): Promise<string[]> {
    return (await this.column(
      `SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
       AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')`,
    )) as string[];
  }

  async appliedMigrations(): Promise<AppliedMigration[]> {
    return (await this.client.query<AppliedMigration>('SELECT * FROM "_prisma_migrations"')).rows;
  }

  async describe(tables: ModelTable[]): Promise<Table[]> {
    const described: Table[] = [];
    for (const { name, columns } of tables) {
      const { rows } = await this.client.query<ColumnInfo>(COLUMNS, [`"${name}"`]);
      const infos = new Map(rows.map((info) => [info.name, info]));
      described.push({
        name,
        columns: columns.map((column) => toColumn(name, column, infos.get(column))),
        refersTo: (await this.column(REFERENCES, [`"${name}"`])) as string[],
      });
    }
    return described;
  }

  async beginReading(): Promise<void> {
    await this.client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  }

  async beginWriting(tables: ModelTable[]): Promise<void> {
    await this.client.query('BEGIN');
    try {
      const names = tables.map(({ name }) => `"${name}"`).join(', ');
      await this.client.query(`LOCK TABLE ${names} IN EXCLUSIVE MODE`);
    } catch (error) {
      throw new OperatorError(`${this.name} is written to by somebody else: stop that first`, { cause: error });
    }
  }

  async count(table: string): Promise<number> {
    const [rows] = await this.column(`SELECT COUNT(*) FROM "${table}"`);
    return Number(rows);
  }

  async *rows({ name, columns }: Table): AsyncGenerator<Row[]> {
    const names = columns.map((column) => postgresqlColumn(column.name, column.kind)).join(', ');
    await this.client.query(`DECLARE "all_rows" NO SCROLL CURSOR FOR SELECT ${names} FROM "${name}"`);
    for (;;) {
      const text = `FETCH ${ROWS_AT_A_TIME} FROM "all_rows"`;
      const { rows } = await this.client.query<Row>({ text, rowMode: 'array' });
      if (rows.length) yield rows.map((found) => readRow(name, columns, found, fromPostgresql));
      if (rows.length < ROWS_AT_A_TIME) break;
    }
    await this.client.query('CLOSE "all_rows"');
  }

  async insert({ name, columns }: Table, rows: Row[]): Promise<void> {
    const names = columns.map((column) => `"${column.name}"`).join(', ');
    const lists = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
    const text = `INSERT INTO "${name}" (${names}) SELECT * FROM unnest(${lists})`;
    await this.client.query(
      text,
      columns.map((_, index) => rows.map((row) => row[index])),
    );
  }

  async disturbance(): Promise<string | undefined> {
    const patience = Date.now() + LEAVING_MS;
    for (;;) {
      const others = await this.others();
      if (others === 0) return undefined;
      if (Date.now() > patience) return `somebody else is connected to it (${others})`;
      await setTimeout(LEAVING_MS / 20);
    }
  }

  async commit(): Promise<void> {
    await this.client.query('COMMIT');
    await this.client.query('ANALYZE');
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async majorVersion(): Promise<number> {
    const [version] = await this.column("SELECT current_setting('server_version_num')::int / 10000");
    return version as number;
  }

  /** @returns a snapshot id: another connection can read the same state while this transaction lasts */
  async exportSnapshot(): Promise<string> {
    const [snapshot] = await this.column('SELECT pg_export_snapshot()');
    return snapshot as string;
  }

  async execute(sql: string): Promise<void> {
    await this.client.query(sql);
  }

  /** How many other clients are connected to this database. */
  private async others(): Promise<number> {
    // Else a transaction sees the list as it was at its first read.
    await this.execute('SELECT pg_stat_clear_snapshot()');
    const [others] = await this.column(
      // Without the right to see other sessions, their type is NULL.
      `SELECT COUNT(*)::int FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL
         AND COALESCE(backend_type, 'client backend') = 'client backend'`,
    );
    return others as number;
  }

  /** The first column of all rows. */
  async column(text: string, values: unknown[] = []): Promise<unknown[]> {
    const { rows } = await this.client.query<[unknown]>({ text, values, rowMode: 'array' });
    return rows.map(([first]) => first);
  }
}

interface ColumnInfo {
  name: string;
  type: string;
  isEnum: boolean;
  isNumbered: boolean;
}

const COLUMNS = `
  SELECT attname AS "name", format_type(atttypid, atttypmod) AS "type", typtype = 'e' AS "isEnum",
         attidentity <> '' OR pg_get_serial_sequence($1, attname) IS NOT NULL AS "isNumbered"
  FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`;

const REFERENCES = `
  SELECT relname FROM pg_constraint JOIN pg_class ON pg_class.oid = confrelid
  WHERE contype = 'f' AND conrelid = $1::regclass`;

function toColumn(table: string, name: string, info: ColumnInfo | undefined): Column {
  const kind = info?.isEnum ? 'text' : POSTGRESQL_KINDS[info?.type.replace(/\(\d+(,\d+)?\)/, '') ?? ''];
  if (!info || !kind) throw new Error(`${table}.${name} is of a type that can't be copied: ${info?.type ?? '-'}`);
  if (info.isNumbered) throw new Error(`${table}.${name} is numbered by a sequence, which is not copied`);
  return { name, kind, type: info.type };
}
