import type { DatabaseKind } from '../config/database.config.js';
import { MigrationError, pendingMigrations, readMigrations, type AppliedMigration } from '../prisma/migrations.js';
import { OperatorError } from '../common/errors/operator-error.js';

/**
 * @param what the subject of the message: `The source`
 * @throws OperatorError when its migrations are not among this code's
 */
export async function refuseNewer(what: string, kind: DatabaseKind, applied: AppliedMigration[]): Promise<void> {
  const written = new Set((await readMigrations(kind)).map(({ name }) => name));
  const unknown = applied.find(({ migration_name, rolled_back_at }) => !rolled_back_at && !written.has(migration_name));
  if (unknown) {
    throw new OperatorError(
      `${what} is of a newer version than this code, which does not know its migration ${unknown.migration_name}: ` +
        'use that version',
    );
  }
  try {
    pendingMigrations(await readMigrations(kind), applied);
  } catch (error) {
    throw error instanceof MigrationError ? new OperatorError(`${what}: ${error.message}`) : error;
  }
}

/** @throws OperatorError when its migrations are not exactly this code's */
export async function refuseOtherVersion(what: string, kind: DatabaseKind, applied: AppliedMigration[]): Promise<void> {
  await refuseNewer(what, kind, applied);
  const [pending] = pendingMigrations(await readMigrations(kind), applied);
  if (pending) {
    throw new OperatorError(
      `${what} is of an older version than this code: start the shop on it once, which brings it up to date`,
    );
  }
}
