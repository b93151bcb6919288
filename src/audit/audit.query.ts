import { IsOptional, Matches } from 'class-validator';
import { pageQuery, QueryText } from '../common/pagination/page.query.js';
import { EmptyIsAbsent } from '../common/validation/empty-is-absent.decorator.js';
import { QueryMoment } from '../common/validation/moment.js';

export class AuditQuery extends pageQuery(1000, 1000) {
  /**
   * What an action begins with: `product.` or all of `product.update`.
   * @example order.
   */
  @EmptyIsAbsent()
  @IsOptional()
  @Matches(/^[A-Za-z0-9._-]{1,64}$/)
  action?: string;

  /** The id of what was changed. */
  @QueryText()
  subjectId?: string;

  /** The administrator's account. */
  @QueryText()
  adminId?: string;

  /**
   * A day or a moment: nothing before it.
   * @example 2026-11-01
   */
  @QueryMoment()
  from?: string;

  /**
   * A day, which counts as a whole, or a moment: nothing after it.
   * @example 2026-11-30
   */
  @QueryMoment()
  to?: string;
}
