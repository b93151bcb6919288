import { IsIn, IsOptional } from 'class-validator';
import { pageQuery } from '../../../common/pagination/page.query.js';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';

export class OffersQuery extends pageQuery(50, 100) {
  /** Those that the account made, those made to it, or both. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsIn(['all', 'sent', 'received'])
  type?: 'all' | 'sent' | 'received' = 'all';
}
