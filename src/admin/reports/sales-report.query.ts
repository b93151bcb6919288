import { IsIn, IsOptional } from 'class-validator';
import { EmptyIsAbsent } from '../../common/validation/empty-is-absent.decorator.js';
import { QueryMoment } from '../../common/validation/moment.js';

export class SalesReportQuery {
  /**
   * A day, from its midnight in the shop's time zone, or a moment; 30 days before the end unless given.
   * @example 2026-11-01
   */
  @QueryMoment()
  startDate?: string;

  /**
   * A day, which counts as a whole, or a moment; now unless given. At most 5 years after the start.
   * @example 2026-11-30
   */
  @QueryMoment()
  endDate?: string;

  /** By day unless given. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsIn(['day', 'week', 'month'])
  groupBy?: 'day' | 'week' | 'month';
}
