import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import {
  MIGRATIONS_TABLE,
  MigrationError,
  pendingMigrations,
  refuseStrange,
  type AppliedMigration,
  type Migration,
} from './migrations.js';

/**
 * Applies what is missing, all or nothing; of two processes at once the second waits and finds nothing to do.
 * @returns those that it applied
 * @throws MigrationError with nothing changed
 */
export function migrateSqlite(url: string, written: Migration[], mayBeNewer = false): Migration[] {
  const file = url.replace(/^file:/, '');
  mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file, { timeout: 30_000 });
  try {
    // Before anything is written, the journal's mode included: it may be the file of somebody else.
    refuseStrange(written, { ...look(db), mayBeNewer });
    db.pragma('journal_mode = WAL');
    // A table is altered by making it anew: references may dangle in between, and are checked at the end.
    db.pragma('foreign_keys = OFF');
    return db.transaction(() => applyPending(db, written)).immediate();
  } finally {
    db.close();
  }
}

function look(db: Database.Database): { applied: AppliedMigration[]; tables: number } {
  const names = db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'`)
    .pluck()
    .all() as string[];
  const isMigrated = names.includes('_prisma_migrations');
  return { applied: isMigrated ? readApplied(db) : [], tables: names.length - (isMigrated ? 1 : 0) };
}

function readApplied(db: Database.Database): AppliedMigration[] {
  return db.prepare('SELECT * FROM "_prisma_migrations"').all() as AppliedMigration[];
}

function applyPending(db: Database.Database, written: Migration[]): Migration[] {
  db.exec(MIGRATIONS_TABLE.sqlite);
  const insert = db.prepare(
    'INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count") VALUES (?, ?, ?, ?, ?, 1)',
  );
  const pending = pendingMigrations(written, readApplied(db));
  for (const { name, sql, checksum } of pending) {
    const started = Date.now();
    db.exec(sql);
    insert.run(randomUUID(), checksum, Date.now(), name, started);
  }
  const dangling = db.pragma('foreign_key_check') as unknown[];
  if (dangling.length) throw new MigrationError(`${dangling.length} rows refer to rows that do not exist`);
  return pending;
}
