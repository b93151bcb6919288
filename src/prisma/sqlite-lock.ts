import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { DatabaseConfig } from '../config/database.config.js';
import { makePrivateDatabase, makePrivateFolder } from '../config/private-files.js';
import { toMigrationError } from './migration-errors.js';
import { MigrationError } from './migrations.js';

/** Never closed, and kept from the garbage collector: the operating system releases the lock when the process ends. */
const held: Database.Database[] = [];

/**
 * Makes this process the only server on its SQLite file, until it ends. The lock is one of SQLite's own, on
 * `<file>.lock`: commands such as backup don't ask for it. PostgreSQL takes any number of servers.
 * @throws MigrationError when another server has it
 */
export function lockSqlite({ url, kind }: Pick<DatabaseConfig, 'url' | 'kind'>): void {
  if (kind !== 'sqlite') return;
  try {
    const file = `${realPath(url.replace(/^file:/, ''))}.lock`;
    makePrivateDatabase(file);
    const lock = new Database(file, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    held.push(lock);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw toMigrationError(error, kind);
    throw new MigrationError('another server uses the same SQLite file; end it, or set DATA_DIR or DATABASE_URL');
  }
}

/** The same file by another name has the same lock. */
function realPath(file: string): string {
  makePrivateFolder(dirname(file));
  try {
    return realpathSync(file);
  } catch {
    return join(realpathSync(dirname(file)), basename(file));
  }
}
