import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatabaseKind } from '../config/database.config.js';

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, as `prisma migrate` keeps it. */
  checksum: string;
}

/** A row of Prisma's own table of what has been applied. */
export interface AppliedMigration {
  migration_name: string;
  checksum: string;
  finished_at: unknown;
  rolled_back_at: unknown;
}

export class MigrationError extends Error {}

const PRISMA_FOLDER = fileURLToPath(new URL('../../prisma', import.meta.url));

/** @returns the migrations written for a database, oldest first */
export async function readMigrations(kind: DatabaseKind): Promise<Migration[]> {
  const folder = join(PRISMA_FOLDER, kind, 'migrations');
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * @returns those not applied yet, in order
 * @throws MigrationError when an applied one was edited since, or stopped half-way
 */
export function pendingMigrations(written: Migration[], applied: AppliedMigration[]): Migration[] {
  const rows = new Map(applied.filter((row) => !row.rolled_back_at).map((row) => [row.migration_name, row]));
  for (const { name, checksum } of written) {
    const row = rows.get(name);
    if (row && !row.finished_at) throw new MigrationError(`the migration ${name} stopped half-way; restore the backup`);
    if (row && row.checksum !== checksum)
      throw new MigrationError(`the migration ${name} was edited after it was applied`);
  }
  return written.filter(({ name }) => !rows.has(name));
}

/**
 * Stops what would harm a database, before anything is written: tables put into another program's, a newer version's
 * taken for ours by mistake, one that is not what its migrations say.
 * @param tables how many the database has, Prisma's own aside; `applied` is empty where that one is missing
 * @throws MigrationError
 */
export function refuseStrange(
  written: Migration[],
  { applied, tables, mayBeNewer }: { applied: AppliedMigration[]; tables: number; mayBeNewer?: boolean },
): void {
  pendingMigrations(written, applied);
  if (applied.length === 0 && tables > 0)
    throw new MigrationError('DATABASE_URL names a database that holds the tables of something else');
  const known = new Set(written.map(({ name }) => name));
  const strange = applied.find((row) => !row.rolled_back_at && !known.has(row.migration_name));
  if (strange && !mayBeNewer)
    throw new MigrationError(
      `the database is newer than this version of the code: it has the migration ${strange.migration_name}; start the newer version, or set DATABASE_ALLOW_NEWER=true to go back to this one`,
    );
}

/** Prisma's own table, so that `prisma migrate deploy` agrees with what was done here. */
export const MIGRATIONS_TABLE = {
  sqlite: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "checksum" TEXT NOT NULL,
    "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL,
    "logs" TEXT,
    "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
  )`,
  postgresql: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`,
} satisfies Record<DatabaseKind, string>;
