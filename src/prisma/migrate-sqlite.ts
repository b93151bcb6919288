import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import {
  MIGRATIONS_TABLE,
  MigrationError,
  pendingMigrations,
  type AppliedMigration,
  type Migration,
} from './migrations.js';

/** Applies what is missing, all or nothing; of two processes at once the second waits and finds nothing to do. */
export function migrateSqlite(url: string, written: Migration[]): void {
  const file = url.replace(/^file:/, '');
  mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file, { timeout: 30_000 });
  try {
    db.pragma('journal_mode = WAL');
    // A table is altered by making it anew: references may dangle in between, and are checked at the end.
    db.pragma('foreign_keys = OFF');
    db.transaction(() => applyPending(db, written)).immediate();
  } finally {
    db.close();
  }
}

function applyPending(db: Database.Database, written: Migration[]): void {
  db.exec(MIGRATIONS_TABLE.sqlite);
  const applied = db.prepare('SELECT * FROM "_prisma_migrations"').all() as AppliedMigration[];
  const insert = db.prepare(
    'INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count") VALUES (?, ?, ?, ?, ?, 1)',
  );
  for (const { name, sql, checksum } of pendingMigrations(written, applied)) {
    const started = Date.now();
    db.exec(sql);
    insert.run(randomUUID(), checksum, Date.now(), name, started);
  }
  const dangling = db.pragma('foreign_key_check') as unknown[];
  if (dangling.length) throw new MigrationError(`${dangling.length} rows refer to rows that do not exist`);
}
