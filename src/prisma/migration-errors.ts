import { databaseFailure } from '../common/errors/database-failure.js';
import type { DatabaseKind } from '../config/database.config.js';
import { MigrationError } from './migrations.js';

/** By the beginning of an error code of SQLite or the file system. */
const SQLITE: [RegExp, string][] = [
  [/^SQLITE_NOTADB/, 'DATABASE_URL names a file that is no SQLite database'],
  [/^SQLITE_CORRUPT/, 'the SQLite file is damaged; restore the backup'],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'the disk with the SQLite file is full'],
  [/^(SQLITE_READONLY|EROFS|EACCES|EPERM)/, 'the SQLite file or its folder can’t be written'],
  [
    /^(SQLITE_CANTOPEN|ENOTDIR|EEXIST|ENOENT|EISDIR)/,
    'the SQLite file that DATABASE_URL names can’t be opened, or its folder not be written',
  ],
  [/^(SQLITE_BUSY|SQLITE_LOCKED)/, 'another process has the SQLite file locked'],
  [/^SQLITE_IOERR/, 'the SQLite file can’t be read or written'],
];

const POSTGRESQL: [RegExp, string][] = [
  [/^28/, 'the database refuses the account or the password in DATABASE_URL'],
  [/^3D000/, 'the server has no database by the name in DATABASE_URL'],
  [/^42501/, 'the account in DATABASE_URL may not change the database’s tables'],
  [/^25006/, 'the database is read-only; DATABASE_URL must name the primary'],
  [/^53100/, 'the database server’s disk is full'],
  [/^(53300|57P0)/, 'the database takes no connections just now'],
];

/**
 * Describes problems that the operator can fix by the code only: a driver's message may contain the host, the account
 * or more.
 * @returns a MigrationError, or the same error when it is a bug
 */
export function toMigrationError(error: unknown, kind: DatabaseKind): unknown {
  if (error instanceof MigrationError) return error;
  const code = codeOf(error) ?? databaseFailure(error);
  if (code === undefined) return error;
  const [, text] = (kind === 'sqlite' ? SQLITE : POSTGRESQL).find(([pattern]) => pattern.test(code)) ?? [];
  if (text) return new MigrationError(`${text} (${code})`, { cause: error });
  if (kind === 'sqlite' || !databaseFailure(error)) return error;
  return unreachable(error);
}

/** Errors of connecting. Without a code it is a timeout, or the server is no PostgreSQL. */
export function unreachable(error: unknown): MigrationError {
  const code = codeOf(error) ?? 'no answer of a PostgreSQL';
  return new MigrationError(`the database that DATABASE_URL names can't be reached (${code})`, { cause: error });
}

function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
