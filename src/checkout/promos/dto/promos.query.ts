import { IsIn, IsOptional } from 'class-validator';
import { pageQuery } from '../../../common/pagination/page.query.js';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';

export class PromosQuery extends pageQuery(1000, 1000) {
  /** Those switched on, or those switched off, alone. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsIn(['true', 'false'])
  active?: 'true' | 'false';
}
