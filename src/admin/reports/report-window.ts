import { InvalidFieldsError } from '../../common/errors/validation.error.js';
import { endOf } from '../../common/validation/moment.js';

const DEFAULT_DAYS = 30;
const MAX_YEARS = 5;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Both ends are included. */
export interface ReportWindow {
  start: Date;
  end: Date;
}

/**
 * @param given days or moments, checked to be such
 * @throws InvalidFieldsError for an end before the start, or more than 5 years
 */
export function reportWindow(
  { startDate, endDate }: { startDate?: string | undefined; endDate?: string | undefined },
  now: Date,
): ReportWindow {
  const end = endDate ? endOf(endDate) : now;
  const start = startDate ? new Date(startDate) : new Date(end.getTime() - DEFAULT_DAYS * DAY_MS);
  if (start > end) throw invalid('La date de fin doit suivre la date de début.');
  const last = new Date(start);
  last.setUTCFullYear(last.getUTCFullYear() + MAX_YEARS);
  // As the end was given: five years from a day to the same day are five years.
  if ((endDate ? new Date(endDate) : now) > last) throw invalid(`La période ne peut pas dépasser ${MAX_YEARS} ans.`);
  return { start, end };
}

function invalid(msg: string): InvalidFieldsError {
  return new InvalidFieldsError([{ path: 'endDate', msg }]);
}
