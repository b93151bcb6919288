import { IsIn, IsOptional } from 'class-validator';
import { pageQuery, QueryText } from '../../common/pagination/page.query.js';
import { EmptyIsAbsent } from '../../common/validation/empty-is-absent.decorator.js';

export class AdminUsersQuery extends pageQuery(1000, 1000) {
  /**
   * In e-mail, username or name, ignoring case. Only the first 100 characters count.
   * @example sacha
   */
  @QueryText()
  search?: string;

  /** Only administrators, or only other users. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsIn(['admin', 'user'])
  role?: 'admin' | 'user';
}
