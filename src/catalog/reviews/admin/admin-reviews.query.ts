import { IsIn, IsOptional } from 'class-validator';
import { pageQuery } from '../../../common/pagination/page.query.js';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';

export class AdminReviewsQuery extends pageQuery(1000, 1000) {
  /** Only reviews that wait for approval, or only approved ones. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsIn(['pending', 'approved'])
  status?: 'pending' | 'approved';
}
