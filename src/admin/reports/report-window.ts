import { DateTime } from 'luxon';
import { InvalidFieldsError } from '../../common/errors/validation.error.js';

const DEFAULT_DAYS = 30;
const MAX_YEARS = 5;

/** Four digits: both databases keep no later year as text. */
const LATEST = new Date('9999-12-31T23:59:59.999Z');

/** Both ends are included. */
export interface ReportWindow {
  start: Date;
  end: Date;
}

/**
 * @param given days, each from midnight to midnight in the time zone, or moments; checked to be such
 * @throws InvalidFieldsError for an end before the start, or more than 5 years
 */
export function reportWindow(
  { startDate, endDate }: { startDate?: string | undefined; endDate?: string | undefined },
  now: Date,
  zone: string,
): ReportWindow {
  const until = endDate ? DateTime.fromISO(endDate, { zone }) : DateTime.fromJSDate(now, { zone });
  const end = endDate?.includes('T') === false ? until.endOf('day') : until;
  const start = startDate ? DateTime.fromISO(startDate, { zone }) : end.minus({ days: DEFAULT_DAYS });
  if (start > end) throw invalid('La date de fin doit suivre la date de début.');
  // As the end was given: five years from a day to the same day are five years.
  if (until > start.plus({ years: MAX_YEARS })) throw invalid(`La période ne peut pas dépasser ${MAX_YEARS} ans.`);
  return { start: start.toJSDate(), end: new Date(Math.min(end.toMillis(), LATEST.getTime())) };
}

function invalid(msg: string): InvalidFieldsError {
  return new InvalidFieldsError([{ path: 'endDate', msg }]);
}
