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
    if (row && !row.finished_at) throw new MigrationError(`Migration ${name} stopped half-way; restore the backup`);
    if (row && row.checksum !== checksum) throw new MigrationError(`Migration ${name} was edited after it was applied`);
  }
  return written.filter(({ name }) => !rows.has(name));
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
