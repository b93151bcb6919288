import { IsIn, IsOptional } from 'class-validator';
import { pageQuery, QueryText } from '../../common/pagination/page.query.js';
import { OrderStatus } from '../../prisma/client.js';
import { EmptyIsAbsent } from '../../common/validation/empty-is-absent.decorator.js';

export class AdminOrdersQuery extends pageQuery(1000, 1000) {
  /** `all` does not filter. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsIn([...Object.values(OrderStatus), 'all'])
  status?: OrderStatus | 'all';

  /** Only orders that need a review, or only the others. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsIn(['true', 'false'])
  needsReview?: 'true' | 'false';

  /**
   * In order number, e-mail or username of the account, whatever its case; its first 100 characters count.
   * @example BLVD-2026
   */
  @QueryText()
  search?: string;
}
