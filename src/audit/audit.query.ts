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
   * A day or a moment: only changes since then.
   * @example 2026-11-01
   */
  @QueryMoment()
  from?: string;

  /**
   * A day (included) or a moment: only changes until then.
   * @example 2026-11-30
   */
  @QueryMoment()
  to?: string;
}
