/** An answer of another form than TCGdex's. */
export class ShapeError extends Error {}

const TEXT_MAX = 300;
const ENTRIES_MAX = 10_000;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns the objects of a list; whatever else is in it is left out */
export function entriesOf(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new ShapeError('no list where one is due');
  if (value.length > ENTRIES_MAX) throw new ShapeError('a list too long to be one of theirs');
  return value.filter(isRecord);
}

/** A text, or a number as text (`localId` may be either); null for anything else, and for nothing. */
export function textOf(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== 'string') return null;
  const trimmed = text.trim();
  return trimmed && trimmed.length <= TEXT_MAX ? trimmed : null;
}

export function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

/** An http(s) address as it came, so that nothing else ends up in a page. */
export function addressOf(value: unknown): string | null {
  const text = textOf(value);
  return text && /^https?:\/\/[^\s"'<>]+$/.test(text) && URL.canParse(text) ? text : null;
}

/** `yyyy-mm-dd` */
export function dayOf(value: unknown): string | null {
  const text = textOf(value);
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}
