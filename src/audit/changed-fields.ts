/** Plain values, and plain objects of them. */
export interface Fields {
  readonly [field: string]: Field | undefined;
}
type Field = string | number | boolean | null | Date | readonly Field[] | Fields;

/** Only the fields that differ: `{ before: { stock: 5 }, after: { stock: 3 } }`. */
export interface ChangedFields {
  before: Fields;
  after: Fields;
}

/**
 * Compares two plain objects and their nested objects field by field, lists as a whole. A field that only one of them has
 * is in that one's part only.
 */
export function changedFields(before: Fields, after: Fields): ChangedFields {
  const [was, became]: Record<string, Field>[] = [{}, {}];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[key], after[key]];
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    const parts = isPlain(old) && isPlain(now) ? changedFields(old, now) : { before: old, after: now };
    if (parts.before !== undefined) was![key] = parts.before;
    if (parts.after !== undefined) became![key] = parts.after;
  }
  return { before: was!, after: became! };
}

function isPlain(value: Field | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
