import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migratePostgresql } from '../../src/prisma/migrate-postgresql.js';
import { migrateSqlite } from '../../src/prisma/migrate-sqlite.js';
import { readMigrations } from '../../src/prisma/migrations.js';
import { openSql, type Row, type Sql } from './open-sql.js';

/** The last migration of the version before. Later ones are what this version brings. */
const LAST_MIGRATION = '20261123134500_product_search';

export interface EarlierShop {
  /** `startApp({}, dataDir)` starts this version on it. */
  dataDir: string;
  /** Of the database, as `DATABASE_URL` has it. */
  url: string;
  /** Inserts rows as they are; columns that a row does not name get the database's default. */
  insert(table: string, rows: Row[]): Promise<void>;
  /** @returns all rows by table, in the order of their keys, with the columns that the version before knew */
  rows(): Promise<Record<string, Row[]>>;
  remove(): Promise<void>;
}

/** An empty database at the migrations of the version before: SQLite, or PostgreSQL with `TEST_POSTGRES`. */
export async function createEarlierShop(): Promise<EarlierShop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'boulevard-upgrade-'));
  const url = await createDatabase(dataDir);
  const columns = await withSql(url, (sql) => sql.columns());
  return {
    dataDir,
    url,
    insert: (table, rows) => withSql(url, (sql) => sql.insert(table, rows)),
    rows: () => withSql(url, (sql) => readAll(sql, columns)),
    remove: async () => {
      if (!url.startsWith('file:')) await (await import('../support/postgres.js')).dropDatabase(url);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function createDatabase(dataDir: string): Promise<string> {
  const server = process.env.TEST_POSTGRES;
  const written = await readMigrations(server ? 'postgresql' : 'sqlite');
  const earlier = written.filter(({ name }) => name <= LAST_MIGRATION);
  if (!server) {
    const url = `file:${join(dataDir, 'boulevard.db')}`;
    migrateSqlite(url, earlier);
    return url;
  }
  const url = await (await import('../support/postgres.js')).createDatabase(server);
  await migratePostgresql(url, earlier);
  // Where startApp looks.
  writeFileSync(join(dataDir, 'database-url'), url);
  return url;
}

async function readAll(sql: Sql, columns: Record<string, string[]>): Promise<Record<string, Row[]>> {
  const tables: Record<string, Row[]> = {};
  for (const [table, names] of Object.entries(columns)) tables[table] = await sql.read(table, names);
  return tables;
}

async function withSql<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = await openSql(url);
  try {
    return await work(sql);
  } finally {
    await sql.close();
  }
}
