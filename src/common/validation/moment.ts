import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, isISO8601, ValidateBy } from 'class-validator';
import { DateTime } from 'luxon';
import { EmptyIsAbsent } from './empty-is-absent.decorator.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE_OR_DATE_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** What both databases can keep, and compare as text. */
const EARLIEST = new Date('1970-01-01T00:00:00Z');
const LATEST = new Date('9999-12-31T23:59:59.999Z');

/** A day, or a moment with its offset; days that no calendar has are refused. */
function isMoment(value: unknown): boolean {
  if (typeof value !== 'string' || !DATE_OR_DATE_TIME.test(value)) return false;
  if (!isISO8601(value, { strict: true, strictSeparator: true })) return false;
  const date = new Date(value);
  return date >= EARLIEST && date <= LATEST;
}

export const IsMoment = (): PropertyDecorator =>
  ValidateBy({ name: 'isDateString', validator: { validate: isMoment } });

/** A query parameter that holds a day or a moment. Empty counts as absent. */
export const QueryMoment = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: 'string', pattern: DATE_OR_DATE_TIME.source }),
    EmptyIsAbsent(),
    IsOptional(),
    IsMoment(),
  );

/** The first millisecond that a text means: of a day, its midnight in the time zone. */
export function startOf(text: string, zone: string): Date {
  return DateTime.fromISO(text, { zone }).toJSDate();
}

/** The last millisecond that a text means: of a day, that of the whole day in the time zone. */
export function endOf(text: string, zone: string): Date {
  const moment = DateTime.fromISO(text, { zone });
  const end = DAY.test(text) ? moment.endOf('day') : moment;
  return new Date(Math.min(end.toMillis(), LATEST.getTime()));
}
