import { pageQuery, QueryText } from '../../common/pagination/page.query.js';

export class AdminProductsQuery extends pageQuery(1000, 1000) {
  /**
   * Exactly this category.
   * @example Pokémon
   */
  @QueryText()
  category?: string;

  /**
   * In name or description, whatever its case and accents; its first 100 characters count.
   * @example flammes
   */
  @QueryText()
  search?: string;
}
