import { chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { migrate } from '../prisma/migrate.js';
import type { AppliedMigration } from '../prisma/migrations.js';
import { markCopy, type CopyAs } from '../db-copy/copy-as.js';
import { fileOf, type DatabaseAddress } from '../db-copy/database-address.js';
import { modelTables } from '../db-copy/model-tables.js';
import { OperatorError } from '../common/errors/operator-error.js';
import { flush } from './checksums.js';
import type { DatabaseBackup, RestoreOptions, TakeOptions } from './database-backup.js';
import { refuseOtherRows, type DatabaseFacts } from './manifest.js';

const FILE = 'database.db';
const PAGES_AT_A_TIME = 1_000;
/** SQLite's files next to a database. They must not stay next to a restored one. */
const COMPANIONS = ['', '-wal', '-shm', '-journal'];

export class SqliteBackup implements DatabaseBackup {
  private readonly file: string;

  constructor(address: DatabaseAddress) {
    this.file = resolve(fileOf(address));
  }

  /** Page by page from one state: writers don't wait, and later writes are not in it. */
  async take(folder: string, { onProgress }: TakeOptions): Promise<DatabaseFacts> {
    if (!existsSync(this.file)) throw new OperatorError(`There is no database at ${this.file}`);
    const db = new Database(this.file, { readonly: true });
    const copy = join(folder, FILE);
    try {
      // A read transaction pins the state: without it, every write restarts the backup.
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
    if (!isForced) throw new OperatorError(`${there[0]!} is there already: --force moves it aside`);
    refuseInUse(this.file);
    return Promise.resolve();
  }

  async restore(folder: string, facts: DatabaseFacts, { as, aside }: RestoreOptions): Promise<string[]> {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    const part = `${this.file}.restoring`;
    try {
      await copyFile(join(folder, FILE), part);
      refuseOtherRows(inspect(part).rows, facts);
      await mark(part, as);
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
 * Checks a database's integrity and counts its rows. Afterwards it is one file without a write-ahead log.
 * @throws OperatorError when it is damaged
 */
function inspect(file: string): DatabaseFacts {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = DELETE');
    const [{ integrity_check: soundness } = {}] = db.pragma('integrity_check') as { integrity_check?: string }[];
    if (soundness !== 'ok') throw new OperatorError(`The database is damaged: ${String(soundness)}`);
    const dangling = db.pragma('foreign_key_check') as unknown[];
    if (dangling.length) throw new OperatorError(`The database is damaged: ${dangling.length} rows refer to nothing`);
    const there = new Set(db.prepare(`SELECT "name" FROM sqlite_master WHERE "type" = 'table'`).pluck().all());
    if (!there.has('_prisma_migrations')) throw new OperatorError('This is not a shop’s database');
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
    if (error instanceof Database.SqliteError) throw new OperatorError(`The database is damaged: ${error.message}`);
    throw error;
  } finally {
    db.close();
  }
}

/** Migrates the database first: an older version has no row for it. Afterwards it is one file again. */
async function mark(file: string, as: CopyAs): Promise<void> {
  await migrate({ url: `file:${file}`, kind: 'sqlite' });
  const db = new Database(file);
  try {
    db.transaction(() => db.exec(markCopy(as))).immediate();
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

/** Leaves WAL mode, which SQLite refuses while another connection has the database open. */
function refuseInUse(file: string): void {
  // A damaged database is moved aside with its log, which opening it would delete.
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
    throw new OperatorError(`${file} is in use: stop the shop first`);
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
