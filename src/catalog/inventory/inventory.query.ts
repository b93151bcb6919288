import { pageQuery, QueryInt } from '../../common/pagination/page.query.js';

export class InventoryQuery extends pageQuery(1000, 1000) {
  /** Units up to which a variant counts as low. */
  @QueryInt(0, 1000)
  lowStockThreshold: number = 10;
}
