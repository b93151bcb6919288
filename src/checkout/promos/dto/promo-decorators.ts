import { Transform } from 'class-transformer';
import { isISO8601, ValidateBy, ValidateIf } from 'class-validator';

/** Codes are the same in any case. */
export const UpperCase = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value));

/** The rules beside it hold when the field is there at all; `null` is not the same as absent. */
export const WhenGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** The storefront multiplies euros by 100: 434.99999999999994 means 435. `''` means none. */
export const RoundedOrNull = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    if (value === '') return null;
    return typeof value === 'number' ? Math.round(value) : value;
  });

const DATE_OR_DATE_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** What both databases can keep, and compare as text. */
const EARLIEST = new Date('1970-01-01T00:00:00Z');
const LATEST = new Date('9999-12-31T23:59:59.999Z');

/** A day, as its midnight in UTC, or a moment with its offset; days that no calendar has are refused. */
function isMoment(value: unknown): boolean {
  if (typeof value !== 'string' || !DATE_OR_DATE_TIME.test(value)) return false;
  if (!isISO8601(value, { strict: true, strictSeparator: true })) return false;
  const date = new Date(value);
  return date >= EARLIEST && date <= LATEST;
}

export const IsMoment = (): PropertyDecorator =>
  ValidateBy({ name: 'isDateString', validator: { validate: isMoment } });
