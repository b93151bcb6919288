import { Prisma } from '../../../prisma/client.js';
import type { PrismaService } from '../../../prisma/prisma.service.js';
import { contains } from '../../../prisma/search.js';
import { ProductSearch } from './product-search.js';

/** The index has sequences of three characters; shorter texts are in none of them. */
const SHORTEST = 3;

/** The more of them, the longer the index takes, and so many tell products apart. */
const LONGEST = 24;

/** FTS5 with trigrams, kept by triggers of the table itself; it narrows the products down, and LIKE decides. */
export class SqliteProductSearch extends ProductSearch {
  /** The index of names has the same expression. */
  readonly nameOrder = Prisma.sql`substr("searchText", 1, 200)`;

  readonly lowestPrice = Prisma.sql`(SELECT MIN("priceCents") FROM "Variant"
    WHERE "Variant"."productId" = "Product"."id" AND "isActive" = TRUE)`;

  /**
   * As expressions: without statistics SQLite would take the index of the column, and look through all variants in stock
   * for each product.
   */
  readonly language = Prisma.sql`COALESCE("language", '')`;
  readonly stock = Prisma.sql`+"stock"`;

  constructor(private readonly prisma: PrismaService) {
    super();
  }

  /** The index answers for each product faster than a join would. */
  withPrices(rows: Prisma.Sql): Prisma.Sql {
    return rows;
  }

  async rowsWith(text: string): Promise<Prisma.Sql> {
    const holds = contains(Prisma.sql`"searchText"`, text);
    // As the tokenizer counts.
    const characters = Array.from(text);
    const phrase = `"${characters.slice(0, LONGEST).join('').replaceAll('"', '""')}"`;
    if (characters.length < SHORTEST || (await this.isCommon(phrase))) return Prisma.sql`FROM "Product" WHERE ${holds}`;
    return Prisma.sql`FROM "ProductSearch"
      CROSS JOIN "ProductSearchRow" ON "number" = "ProductSearch"."rowid"
      CROSS JOIN "Product" ON "id" = "productId"
      WHERE "ProductSearch" MATCH ${phrase} AND ${holds}`;
  }

  /** In more than a tenth of the products: then reading them all is sooner done than fetching each one found. */
  private async isCommon(phrase: string): Promise<boolean> {
    const beyond = await this.prisma.$queryRaw<unknown[]>`
      SELECT 1 FROM "ProductSearch" WHERE "ProductSearch" MATCH ${phrase}
      LIMIT 1 OFFSET (SELECT COALESCE(MAX("number"), 0) / 10 FROM "ProductSearchRow")`;
    return beyond.length > 0;
  }
}
