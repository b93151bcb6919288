import { OperatorError } from '../common/errors/operator-error.js';

/** The kinds of the models' columns, the same for both databases. */
export type ColumnKind = 'text' | 'integer' | 'bigint' | 'decimal' | 'float' | 'boolean' | 'moment' | 'json' | 'bytes';

/**
 * A value independent of the database: a moment is `2026-11-23T09:15:00.000` in UTC, JSON its text, bigint and decimal
 * their digits.
 */
export type Value = string | number | boolean | Buffer | null;
export type Row = Value[];

/** A value that does not fit its column. */
export class UnreadableValueError extends Error {}

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,3})0*)?(Z|[+-]\d\d(?::?\d\d)?)?$/;

/**
 * @param text in the form of SQLite or PostgreSQL; without a time zone it is UTC
 * @returns the same to the millisecond
 */
export function toMoment(text: string): string {
  const parts = MOMENT.exec(text);
  if (!parts) throw new UnreadableValueError('not a moment to the millisecond');
  const [, year, month, day, hours, minutes, seconds, fraction = '', zone = 'Z'] = parts;
  const iso = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${fraction.padEnd(3, '0')}`;
  const date = new Date(`${iso}${/^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone}`);
  if (Number.isNaN(date.getTime())) throw new UnreadableValueError('not a moment');
  return date.toISOString().slice(0, -1);
}

/** Canonical digits: `1.50` and `1.5` are one number. */
export function toDecimal(text: string): string {
  const parts = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(text);
  if (!parts) throw new UnreadableValueError('not a decimal number');
  const [, sign, whole, fraction = ''] = parts;
  const digits = fraction ? `${whole}.${fraction}` : whole!;
  return digits === '0' ? '0' : `${sign}${digits}`;
}

/**
 * @param read converts a value of the database
 * @throws OperatorError for a value that does not fit, naming its column and the row's first column
 */
export function readRow<T>(
  table: string,
  columns: { name: string; kind: ColumnKind }[],
  found: T[],
  read: (kind: ColumnKind, value: T) => Value,
): Row {
  return found.map((value, index) => {
    const { name, kind } = columns[index]!;
    try {
      return read(kind, value);
    } catch (error) {
      if (!(error instanceof UnreadableValueError)) throw error;
      throw new OperatorError(`${table}.${name} is ${error.message} where ${columns[0]!.name} is ${String(found[0])}`);
    }
  });
}
