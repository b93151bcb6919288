import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { makePrivateDatabase, makePrivateFolder } from '../config/private-files.js';
import {
  MIGRATIONS_TABLE,
  MigrationError,
  pendingMigrations,
  refuseStrange,
  type AppliedMigration,
  type Migration,
} from './migrations.js';

/**
 * Applies the missing migrations, all or none. Of two concurrent processes the second waits and finds nothing to do.
 * @returns the applied ones
 * @throws MigrationError with nothing changed
 */
export function migrateSqlite(url: string, written: Migration[], mayBeNewer = false): Migration[] {
  const file = url.replace(/^file:/, '');
  makePrivateFolder(dirname(file));
  makePrivateDatabase(file);
  const db = new Database(file, { timeout: 30_000 });
  try {
    // Before any write, including the journal mode: the file may belong to another program.
    refuseStrange(written, { ...look(db), mayBeNewer });
    db.pragma('journal_mode = WAL');
    // SQLite alters a table by creating it again. References may dangle meanwhile, and are checked at the end.
    db.pragma('foreign_keys = OFF');
    return db.transaction(() => applyPending(db, written)).immediate();
  } finally {
    db.close();
  }
}

/** @returns the names of the finished data steps */
export function finishedSteps(url: string): string[] {
  const db = new Database(url.replace(/^file:/, ''), { timeout: 30_000 });
  try {
    return db.prepare('SELECT "name" FROM "DataStep" WHERE "finishedAt" IS NOT NULL').pluck().all() as string[];
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
