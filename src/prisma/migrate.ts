import { readMigrations, type Migration } from './migrations.js';
import { toMigrationError } from './migration-errors.js';
import { openPrisma, type DatabaseAddress } from './prisma.service.js';

/**
 * Brings the database up to this version of the code. Safe to run again, and by several processes at once.
 * @returns the names of the migrations applied now
 * @throws MigrationError with nothing changed, for problems that the operator can fix
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

async function apply(database: DatabaseAddress, written: Migration[]): Promise<Migration[]> {
  const { url, kind, mayBeNewer, pool } = database;
  const afterwards = (finished: string[]) => changeRows(database, finished);
  if (kind === 'sqlite') {
    const { finishedSteps, migrateSqlite } = await import('./migrate-sqlite.js');
    const applied = migrateSqlite(url, written, mayBeNewer);
    await afterwards(finishedSteps(url));
    return applied;
  }
  const { migratePostgresql } = await import('./migrate-postgresql.js');
  return migratePostgresql(url, written, { mayBeNewer, connectTimeoutMs: pool?.connectTimeoutMs, afterwards });
}

/** Changes of rows that SQL can't make. @param finished the finished steps */
async function changeRows(database: DatabaseAddress, finished: string[]): Promise<void> {
  const { hasStepsLeft, runDataSteps } = await import('./data-steps/run-data-steps.js');
  if (!hasStepsLeft(finished)) return;
  const prisma = await openPrisma(database);
  try {
    await runDataSteps(prisma, database.kind);
  } finally {
    await prisma.$disconnect();
  }
}
