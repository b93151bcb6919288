import { IsIn, IsOptional } from 'class-validator';
import { pageQuery, QueryText } from '../../common/pagination/page.query.js';
import { EmptyIsAbsent } from '../../common/validation/empty-is-absent.decorator.js';

export class AdminUsersQuery extends pageQuery(1000, 1000) {
  /**
   * In e-mail, username or name, whatever its case; its first 100 characters count.
   * @example sacha
   */
  @QueryText()
  search?: string;

  /** Administrators, or everybody else, alone. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsIn(['admin', 'user'])
  role?: 'admin' | 'user';
}
