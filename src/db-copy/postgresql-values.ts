import { toDecimal, toMoment, UnreadableValueError, type ColumnKind, type Value } from './values.js';

/** By the names of `format_type`, without precision; an enum is text. */
export const POSTGRESQL_KINDS: Record<string, ColumnKind> = {
  text: 'text',
  'character varying': 'text',
  integer: 'integer',
  bigint: 'bigint',
  numeric: 'decimal',
  'double precision': 'float',
  boolean: 'boolean',
  'timestamp without time zone': 'moment',
  'timestamp with time zone': 'moment',
  jsonb: 'json',
  bytea: 'bytes',
};

/** Kinds that are selected as text, so that the driver does not convert them. */
const AS_TEXT = new Set<ColumnKind>(['text', 'bigint', 'decimal', 'moment', 'json']);

/** A column in a SELECT. */
export function postgresqlColumn(name: string, kind: ColumnKind): string {
  return AS_TEXT.has(kind) ? `"${name}"::text` : `"${name}"`;
}

export function fromPostgresql(kind: ColumnKind, value: Value): Value {
  if (typeof value !== 'string') return value;
  if (kind === 'moment') return toMoment(value);
  if (kind === 'decimal') return toDecimal(value);
  return value;
}

/** U+0000 and halves of surrogate pairs: PostgreSQL stores them neither in texts nor in JSON. */
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
/** Their escapes in JSON. */
const ESCAPED = /\\u(?:0000|d[89a-f])/i;
const REPLACEMENT = '\uFFFD';

export function isStorable(kind: ColumnKind, value: Value): boolean {
  return value === replaceUnstorable(kind, value);
}

/** @returns the value, with U+FFFD instead of characters that PostgreSQL can't store */
export function replaceUnstorable(kind: ColumnKind, value: Value): Value {
  if (typeof value !== 'string') return value;
  if (kind === 'text') return value.replace(UNSTORABLE, REPLACEMENT);
  if (kind !== 'json' || !ESCAPED.test(value)) return value;
  const parsed = parseJson(value);
  const replaced = replaceInTexts(parsed);
  return JSON.stringify(replaced) === JSON.stringify(parsed) ? value : JSON.stringify(replaced);
}

function replaceInTexts(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(UNSTORABLE, REPLACEMENT);
  if (Array.isArray(value)) return value.map(replaceInTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [replaceInTexts(key), replaceInTexts(inner)]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableValueError('not JSON');
  }
}
