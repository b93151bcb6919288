import { randomUUID } from 'node:crypto';
import pg from 'pg';
import {
  MIGRATIONS_TABLE,
  MigrationError,
  pendingMigrations,
  type AppliedMigration,
  type Migration,
} from './migrations.js';

/** The advisory lock that `prisma migrate` takes as well. */
const PRISMA_LOCK = 72707369;

/**
 * Applies what is missing, each migration all or nothing, while all other instances wait.
 * @throws MigrationError also when the database can't be reached or doesn't let us in
 */
export async function migratePostgresql(url: string, written: Migration[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await connect(client);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(MIGRATIONS_TABLE.postgresql);
    const { rows } = await client.query<AppliedMigration>('SELECT * FROM "_prisma_migrations"');
    for (const migration of pendingMigrations(written, rows)) await apply(client, migration);
  } finally {
    // Ending the connection gives the lock back.
    await client.end();
  }
}

/** Says why by a code alone: a driver's message may name the host, the account or more of the address. */
async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const { code } = error as { code?: unknown };
    const why = typeof code === 'string' ? ` (${code})` : '';
    throw new MigrationError(`the database that DATABASE_URL names can't be reached${why}`, { cause: error });
  }
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
    await client.query('ROLLBACK');
    throw error;
  }
}
