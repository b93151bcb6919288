import { IsEnum, IsOptional } from 'class-validator';
import { pageQuery, QueryText } from '../../../common/pagination/page.query.js';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';
import { StripeEventStatus } from '../../../prisma/client.js';

export class AdminEventsQuery extends pageQuery(1000, 1000) {
  /** `WAITING` and `REVIEW` events may need attention. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsEnum(StripeEventStatus)
  status?: StripeEventStatus;

  /**
   * Exactly this type.
   * @example checkout.session.completed
   */
  @QueryText()
  type?: string;

  /**
   * The session, payment, refund or dispute that it is about.
   * @example cs_test_a1b2c3
   */
  @QueryText()
  objectId?: string;
}
