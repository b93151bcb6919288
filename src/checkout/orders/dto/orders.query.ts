import { Transform } from 'class-transformer';
import { IsEnum, IsOptional } from 'class-validator';
import { pageQuery } from '../../../common/pagination/page.query.js';
import { OrderStatus } from '../../../generated/sqlite/client.js';

export class OwnOrdersQuery extends pageQuery(200, 500) {
  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @IsOptional()
  @IsEnum(OrderStatus)
  status?: OrderStatus;
}
