import { ApiPropertyOptional } from '@nestjs/swagger';
import { pageQuery, QueryInt } from '../../common/pagination/page.query.js';

export class InventoryQuery extends pageQuery(1000, 1000) {
  /** Units up to which a variant counts as low. */
  @QueryInt(0, 1000)
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 1000, default: 10 })
  lowStockThreshold: number = 10;
}
