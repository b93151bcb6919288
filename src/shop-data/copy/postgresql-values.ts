import { toDecimal, toMoment, UnreadableValueError, type ColumnKind, type Value } from './values.js';

/** As `format_type` names types, their precision left out; an enum is text. */
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

/** Kinds that are asked for as text, so that the driver makes nothing of them. */
const AS_TEXT = new Set<ColumnKind>(['text', 'bigint', 'decimal', 'moment', 'json']);

/** How a column is asked for. */
export function postgresqlColumn(name: string, kind: ColumnKind): string {
  return AS_TEXT.has(kind) ? `"${name}"::text` : `"${name}"`;
}

export function fromPostgresql(kind: ColumnKind, value: Value): Value {
  if (typeof value !== 'string') return value;
  if (kind === 'moment') return toMoment(value);
  if (kind === 'decimal') return toDecimal(value);
  return value;
}

/** U+0000 and halves of surrogate pairs: no text of PostgreSQL's may hold one, and no JSON either. */
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
/** What may stand for one in the text of JSON. */
const ESCAPED = /\\u(?:0000|d[89a-f])/i;
const REPLACEMENT = '\uFFFD';

export function isStorable(kind: ColumnKind, value: Value): boolean {
  return value === mendForPostgresql(kind, value);
}

/** @returns the value itself where PostgreSQL can keep it, else one with U+FFFD in the place of what it can't */
export function mendForPostgresql(kind: ColumnKind, value: Value): Value {
  if (typeof value !== 'string') return value;
  if (kind === 'text') return value.replace(UNSTORABLE, REPLACEMENT);
  if (kind !== 'json' || !ESCAPED.test(value)) return value;
  const parsed = parseJson(value);
  const mended = mendTexts(parsed);
  return JSON.stringify(mended) === JSON.stringify(parsed) ? value : JSON.stringify(mended);
}

function mendTexts(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(UNSTORABLE, REPLACEMENT);
  if (Array.isArray(value)) return value.map(mendTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [mendTexts(key), mendTexts(inner)]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableValueError('not JSON');
  }
}
