import { isISO8601, ValidateBy } from 'class-validator';

/** Nobody alive is older, and both databases can store it. */
const EARLIEST = new Date('1900-01-01T00:00:00Z');

const DATE_OR_DATE_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * @param text `2001-02-03`, or a date-time; one without an offset is in UTC, whatever the server's own zone is
 * @returns null for anything else, for a day that no calendar has and for one that nobody alive was born on
 */
export function parseBirthDate(text: string, now: Date): Date | null {
  if (!DATE_OR_DATE_TIME.test(text) || !isISO8601(text, { strict: true, strictSeparator: true })) return null;
  const date = new Date(/T[^Z+-]*$/.test(text) ? `${text}Z` : text);
  return date >= EARLIEST && date < now ? date : null;
}

export const IsBirthDate = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isBirthDate',
      validator: { validate: (value) => typeof value === 'string' && parseBirthDate(value, new Date()) !== null },
    },
    { message: 'La date de naissance n’est pas valide.' },
  );
