import { IsEnum, IsOptional } from 'class-validator';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';
import { pageQuery } from '../../../common/pagination/page.query.js';
import { OrderStatus } from '../../../prisma/client.js';

export class OwnOrdersQuery extends pageQuery(200, 500) {
  @EmptyIsAbsent()
  @IsOptional()
  @IsEnum(OrderStatus)
  status?: OrderStatus;
}
