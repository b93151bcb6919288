import { IsIn, IsOptional } from 'class-validator';
import { pageQuery, QueryText } from '../../../common/pagination/page.query.js';
import { OrderStatus } from '../../../generated/sqlite/client.js';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';

export class AdminOrdersQuery extends pageQuery(1000, 1000) {
  /** `all` is the same as none. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsIn([...Object.values(OrderStatus), 'all'])
  status?: OrderStatus | 'all';

  /** Those that somebody has to look at, or the others, alone. */
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
