import { randomUUID } from 'node:crypto';
import pg from 'pg';
import {
  MIGRATIONS_TABLE,
  pendingMigrations,
  refuseStrange,
  type AppliedMigration,
  type Migration,
} from './migrations.js';
import { unreachable } from './migration-errors.js';

/** The advisory lock that `prisma migrate` takes as well. */
const PRISMA_LOCK = 72707369;

interface Options {
  mayBeNewer?: boolean;
  connectTimeoutMs?: number;
  /** Runs while the other instances still wait. @param finished the data steps that are done */
  afterwards?: (finished: string[]) => Promise<void>;
}

/**
 * Applies what is missing, each migration all or nothing, while all other instances wait.
 * @returns those that it applied
 * @throws MigrationError also when the database can't be reached or isn't ours
 */
export async function migratePostgresql(
  url: string,
  written: Migration[],
  { mayBeNewer = false, connectTimeoutMs = 10_000, afterwards }: Options = {},
): Promise<Migration[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  await connect(client);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    const { applied, tables } = await look(client);
    refuseStrange(written, { applied, tables, mayBeNewer });
    const pending = pendingMigrations(written, applied);
    if (pending.length) await client.query(MIGRATIONS_TABLE.postgresql);
    for (const migration of pending) await apply(client, migration);
    await afterwards?.(await finishedSteps(client));
    return pending;
  } finally {
    // Ending the connection gives the lock back.
    await client.end();
  }
}

async function finishedSteps(client: pg.Client): Promise<string[]> {
  const done = 'SELECT "name" FROM "DataStep" WHERE "finishedAt" IS NOT NULL';
  return (await client.query<{ name: string }>(done)).rows.map(({ name }) => name);
}

/** @throws MigrationError when nobody answers; what a PostgreSQL answers as it is */
async function connect(client: pg.Client): Promise<void> {
  // The connection may also end later: then the statement that is under way says so.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code) throw error;
    throw unreachable(error);
  }
}

async function look(client: pg.Client): Promise<{ applied: AppliedMigration[]; tables: number }> {
  const { rows } = await client.query<{ tablename: string }>(
    'SELECT tablename FROM pg_tables WHERE schemaname = current_schema()',
  );
  const isMigrated = rows.some(({ tablename }) => tablename === '_prisma_migrations');
  const tables = rows.length - (isMigrated ? 1 : 0);
  if (!isMigrated) return { applied: [], tables };
  return { applied: (await client.query<AppliedMigration>('SELECT * FROM "_prisma_migrations"')).rows, tables };
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    const started = new Date();
    await client.query(sql);
    await client.query(
      'INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count") VALUES ($1, $2, now(), $3, $4, 1)',
      [randomUUID(), checksum, name, started],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
