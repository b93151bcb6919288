import type { Prisma } from '../../../generated/sqlite/client.js';

/** Where a text stands in products, found by what their database has for it; the answers are the same. */
export abstract class ProductSearch {
  /**
   * @param text folded as `Product.searchText` is, and not empty; every character of it means itself
   * @returns `FROM … WHERE …` of the products whose searchText holds it
   */
  abstract rowsWith(text: string): Promise<Prisma.Sql>;
}
