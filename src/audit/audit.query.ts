import { IsOptional, Matches } from 'class-validator';
import { pageQuery, QueryText } from '../common/pagination/page.query.js';
import { EmptyIsAbsent } from '../common/validation/empty-is-absent.decorator.js';
import { QueryMoment } from '../common/validation/moment.js';

export class AuditQuery extends pageQuery(1000, 1000) {
  /**
   * How the action begins: `product.`, or all of `product.update`.
   * @example order.
   */
  @EmptyIsAbsent()
  @IsOptional()
  @Matches(/^[A-Za-z0-9._-]{1,64}$/)
  action?: string;

  /** The id of the changed subject. */
  @QueryText()
  subjectId?: string;

  /** The administrator's account. */
  @QueryText()
  adminId?: string;

  /**
   * Only changes from this moment on, or from midnight of this day in the shop's time zone.
   * @example 2026-11-01
   */
  @QueryMoment()
  from?: string;

  /**
   * Only changes until this moment, or until the end of this day in the shop's time zone.
   * @example 2026-11-30
   */
  @QueryMoment()
  to?: string;
}
