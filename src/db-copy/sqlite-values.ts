import { toDecimal, toMoment, UnreadableValueError, type ColumnKind, type Value } from './values.js';

/** Values of better-sqlite3; integers are bigint. */
export type SqliteValue = string | number | bigint | Buffer | null;

/** As Prisma declares columns for SQLite. */
export const SQLITE_KINDS: Record<string, ColumnKind> = {
  TEXT: 'text',
  INTEGER: 'integer',
  BIGINT: 'bigint',
  DECIMAL: 'decimal',
  REAL: 'float',
  BOOLEAN: 'boolean',
  DATETIME: 'moment',
  JSONB: 'json',
  BLOB: 'bytes',
};

/** SQLite stores values of any type in any column, so each value is checked. */
export function fromSqlite(kind: ColumnKind, value: SqliteValue): Value {
  if (value === null) return null;
  const type = typeof value;
  if ((kind === 'text' || kind === 'json') && type === 'string') return value as string;
  if (kind === 'integer' && type === 'bigint') return toSafeInteger(value as bigint);
  if (kind === 'boolean' && (value === 0n || value === 1n)) return value === 1n;
  if (kind === 'bigint' && type === 'bigint') return String(value);
  if (kind === 'float' && (type === 'number' || type === 'bigint')) return Number(value);
  if (kind === 'decimal' && type !== 'object') return toDecimal(String(value));
  if (kind === 'bytes' && Buffer.isBuffer(value)) return value;
  if (kind === 'moment' && type === 'string') return toMoment(value as string);
  // Milliseconds since 1970, which Prisma reads as well.
  if (kind === 'moment' && type === 'bigint') return new Date(Number(value)).toISOString().slice(0, -1);
  throw new UnreadableValueError(`not of the kind ${kind}`);
}

/** As Prisma writes it, because it compares times as texts. */
export function toSqlite(kind: ColumnKind, value: Value): SqliteValue {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (kind === 'moment') return `${String(value)}+00:00`;
  if (kind === 'bigint') return BigInt(String(value));
  if (kind === 'integer') return BigInt(Number(value));
  return value;
}

function toSafeInteger(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new UnreadableValueError('too large for a whole number');
  return number;
}
