import { Prisma } from '../../../generated/sqlite/client.js';
import type { PrismaService } from '../../../prisma/prisma.service.js';
import { contains } from '../../../prisma/search.js';
import { ProductSearch } from './product-search.js';

/** The index has sequences of three characters; shorter texts are in none of them. */
const SHORTEST = 3;

/** The more of them, the longer the index takes, and so many tell products apart. */
const LONGEST = 24;

/** FTS5 with trigrams, kept by triggers of the table itself; it narrows the products down, and LIKE decides. */
export class SqliteProductSearch extends ProductSearch {
  constructor(private readonly prisma: PrismaService) {
    super();
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
