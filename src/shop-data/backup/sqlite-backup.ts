import { chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { AppliedMigration } from '../../prisma/migrations.js';
import { fileOf, type DatabaseAddress } from '../database-address.js';
import { modelTables } from '../model-tables.js';
import { ShopDataError } from '../shop-data.errors.js';
import { flush } from './checksums.js';
import type { DatabaseBackup, RestoreOptions, TakeOptions } from './database-backup.js';
import { refuseOtherRows, type DatabaseFacts } from './manifest.js';

const FILE = 'database.db';
const PAGES_AT_A_TIME = 1_000;
/** What SQLite keeps beside a database: it must not be left there for another one. */
const COMPANIONS = ['', '-wal', '-shm', '-journal'];

export class SqliteBackup implements DatabaseBackup {
  private readonly file: string;

  constructor(address: DatabaseAddress) {
    this.file = resolve(fileOf(address));
  }

  /** Page by page from one state: what is sold meanwhile waits for nothing and is not in it. */
  async take(folder: string, { onProgress }: TakeOptions): Promise<DatabaseFacts> {
    if (!existsSync(this.file)) throw new ShopDataError(`There is no database at ${this.file}`);
    const db = new Database(this.file, { readonly: true });
    const copy = join(folder, FILE);
    try {
      // Whoever reads keeps the state that it began with; without that, every sale would begin the backup anew.
      db.exec('BEGIN');
      db.prepare('SELECT COUNT(*) FROM sqlite_master').get();
      await db.backup(copy, {
        progress: ({ totalPages, remainingPages }) => {
          onProgress(totalPages - remainingPages, totalPages);
          return PAGES_AT_A_TIME;
        },
      });
    } finally {
      db.close();
    }
    chmodSync(copy, 0o600);
    return inspect(copy);
  }

  async refuseRestore({ isForced }: RestoreOptions): Promise<void> {
    const there = this.there();
    if (there.length === 0) return;
    if (!isForced) throw new ShopDataError(`${there[0]!} is there already: --force moves it aside`);
    refuseInUse(this.file);
    return Promise.resolve();
  }

  async restore(folder: string, facts: DatabaseFacts, { aside }: RestoreOptions): Promise<string[]> {
    mkdirSync(dirname(this.file), { recursive: true });
    const part = `${this.file}.restoring`;
    try {
      await copyFile(join(folder, FILE), part);
      refuseOtherRows(inspect(part).rows, facts);
      await flush(part);
      const moved = this.there().map((path) => [path, `${this.file}.${aside}${path.slice(this.file.length)}`] as const);
      for (const [from, to] of moved) renameSync(from, to);
      renameSync(part, this.file);
      await flush(dirname(this.file));
      return moved.map(([, to]) => to);
    } finally {
      for (const companion of COMPANIONS) await rm(`${part}${companion}`, { force: true });
    }
  }

  private there(): string[] {
    return COMPANIONS.map((companion) => `${this.file}${companion}`).filter((path) => existsSync(path));
  }
}

/**
 * Looks whether a database is sound, and what is in it. Afterwards it is one file, which can be read anywhere.
 * @throws ShopDataError when it is not sound
 */
function inspect(file: string): DatabaseFacts {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = DELETE');
    const [{ integrity_check: soundness } = {}] = db.pragma('integrity_check') as { integrity_check?: string }[];
    if (soundness !== 'ok') throw new ShopDataError(`The database is damaged: ${String(soundness)}`);
    const dangling = db.pragma('foreign_key_check') as unknown[];
    if (dangling.length) throw new ShopDataError(`The database is damaged: ${dangling.length} rows refer to nothing`);
    const there = new Set(db.prepare(`SELECT "name" FROM sqlite_master WHERE "type" = 'table'`).pluck().all());
    if (!there.has('_prisma_migrations')) throw new ShopDataError('This is not a shop’s database');
    const migrations = db.prepare('SELECT * FROM "_prisma_migrations"').all() as AppliedMigration[];
    const rows = modelTables()
      .filter(({ name }) => there.has(name))
      .map(({ name }) => [name, db.prepare(`SELECT COUNT(*) FROM "${name}"`).pluck().get() as number] as const);
    return {
      kind: 'sqlite',
      file: FILE,
      rows: Object.fromEntries(rows),
      migrations: migrations.map(({ migration_name, checksum }) => ({ migration_name, checksum })),
    };
  } catch (error) {
    if (error instanceof Database.SqliteError) throw new ShopDataError(`The database is damaged: ${error.message}`);
    throw error;
  } finally {
    db.close();
  }
}

/** Leaving the write-ahead log is for who is alone: SQLite refuses it while anybody else has the database open. */
function refuseInUse(file: string): void {
  // A damaged one is what a backup is restored for. It is left as it is: SQLite would do away with its log.
  if (!canBeRead(file)) return;
  try {
    const db = new Database(file, { timeout: 0 });
    try {
      db.pragma('journal_mode = DELETE');
    } finally {
      db.close();
    }
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') return;
    throw new ShopDataError(`${file} is in use: stop the shop first`);
  }
}

function canBeRead(file: string): boolean {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 0 });
    try {
      db.prepare('SELECT COUNT(*) FROM sqlite_master').get();
      return true;
    } finally {
      db.close();
    }
  } catch (error) {
    return (error as { code?: string }).code === 'SQLITE_BUSY';
  }
}
