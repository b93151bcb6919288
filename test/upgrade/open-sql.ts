import Database from 'better-sqlite3';
import pg from 'pg';

/** Dates, booleans and JSON as JavaScript has them; they are written as the application writes them. */
export type Row = Record<string, unknown>;

/** Plain SQL on either database: Prisma's client knows the tables of this version alone. */
export interface Sql {
  /** @returns the columns of the shop's own tables */
  columns(): Promise<Record<string, string[]>>;
  insert(table: string, rows: Row[]): Promise<void>;
  /** @returns the rows in the order of their first two columns; booleans as 0 and 1, JSON as what it says */
  read(table: string, columns: string[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openSql(url: string): Promise<Sql> {
  const { all, close } = url.startsWith('file:') ? onSqlite(url) : await onPostgresql(url);
  const list = (names: string[]) => names.map((name) => `"${name}"`).join(', ');
  return {
    close,
    columns: async () => {
      const found: Record<string, string[]> = {};
      for (const { table, column } of await all(url.startsWith('file:') ? SQLITE_COLUMNS : POSTGRESQL_COLUMNS))
        if (isOurs(String(table))) (found[String(table)] ??= []).push(String(column));
      return found;
    },
    insert: async (table, rows) => {
      for (const row of rows) {
        const places = Object.keys(row).map((_, index) => `$${index + 1}`);
        const statement = `INSERT INTO "${table}" (${list(Object.keys(row))}) VALUES (${places.join(', ')})`;
        await all(statement, Object.values(row));
      }
    },
    read: async (table, columns) => {
      const rows = await all(`SELECT ${list(columns)} FROM "${table}" ORDER BY 1, 2`);
      return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toSame(value)])));
    },
  };
}

const SQLITE_COLUMNS = `SELECT m.name AS "table", c.name AS "column" FROM sqlite_master m, pragma_table_info(m.name) c
  WHERE m.type = 'table' ORDER BY m.name, c.cid`;
const POSTGRESQL_COLUMNS = `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
  WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position`;

/** Neither Prisma's nor a part of SQLite's index of the search. */
function isOurs(table: string): boolean {
  return table !== '_prisma_migrations' && !table.startsWith('ProductSearch') && !table.startsWith('sqlite_');
}

/** The same on both databases. */
function toSame(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) : value;
}

interface Connection {
  all(statement: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

function onSqlite(url: string): Connection {
  const db = new Database(url.replace('file:', ''));
  return {
    all: (text, values = []) => {
      const statement = db.prepare(text.replace(/\$\d+/g, '?'));
      const parameters = values.map(toSqlite);
      if (statement.reader) return Promise.resolve(statement.all(...parameters) as Row[]);
      statement.run(...parameters);
      return Promise.resolve([]);
    },
    close: () => Promise.resolve(void db.close()),
  };
}

function toSqlite(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace('Z', '+00:00');
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

async function onPostgresql(url: string): Promise<Connection> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    all: async (text, values = []) => (await client.query<Row>(text, values.map(toPostgresql))).rows,
    close: () => client.end(),
  };
}

/** An array would become PostgreSQL's own kind of array. */
function toPostgresql(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
