import { readMigrations, type Migration } from './migrations.js';
import { toMigrationError } from './migration-errors.js';
import type { DatabaseAddress } from './prisma.service.js';

/**
 * Brings the database up to this version of the code. Safe to run again, and by several processes at once.
 * @returns the names of those that were missing and have been applied now
 * @throws MigrationError with nothing changed, for what an operator can mend
 */
export async function migrate(database: DatabaseAddress): Promise<string[]> {
  const written = await readMigrations(database.kind);
  try {
    const applied = await apply(database, written);
    return applied.map(({ name }) => name);
  } catch (error) {
    throw toMigrationError(error, database.kind);
  }
}

async function apply({ url, kind, mayBeNewer, pool }: DatabaseAddress, written: Migration[]): Promise<Migration[]> {
  if (kind === 'sqlite') {
    const { migrateSqlite } = await import('./migrate-sqlite.js');
    return migrateSqlite(url, written, mayBeNewer);
  }
  const { migratePostgresql } = await import('./migrate-postgresql.js');
  return migratePostgresql(url, written, { mayBeNewer, connectTimeoutMs: pool?.connectTimeoutMs });
}
