import type { Prisma } from '../../../prisma/client.js';

/** Where a text stands in products, found by what their database has for it; the answers are the same. */
export abstract class ProductSearch {
  /** The order of their names, which `searchText` begins with. */
  abstract readonly nameOrder: Prisma.Sql;

  /** The lowest price of a product's variants for sale, among rows that went through `withPrices`. */
  abstract readonly lowestPrice: Prisma.Sql;

  /** Language and stock of a variant, as a filter of products names them. */
  abstract readonly language: Prisma.Sql;
  abstract readonly stock: Prisma.Sql;

  /** @param rows `FROM … WHERE …` of products */
  abstract withPrices(rows: Prisma.Sql): Prisma.Sql;

  /**
   * @param text folded as `Product.searchText` is, and not empty; every character of it means itself
   * @returns `FROM … WHERE …` of the products whose searchText holds it
   */
  abstract rowsWith(text: string): Promise<Prisma.Sql>;
}
