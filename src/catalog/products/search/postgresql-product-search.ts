import { Prisma } from '../../../prisma/client.js';
import { contains } from '../../../prisma/search.js';
import { ProductSearch } from './product-search.js';

/** LIKE: the server itself looks into the index of trigrams (pg_trgm) where that exists and is worth it. */
export class PostgresqlProductSearch extends ProductSearch {
  /** By code points, as on SQLite, whatever the server's own order is. The index of names has the same expression. */
  readonly nameOrder = Prisma.sql`substr("searchText", 1, 200) COLLATE "C"`;

  readonly lowestPrice = Prisma.sql`"cheapest"."price"`;

  /** Plain columns: of an expression the server has no statistics. */
  readonly language = Prisma.sql`"language"`;
  readonly stock = Prisma.sql`"stock"`;

  /** One look at all variants: the server is slow at one look for each product. */
  withPrices(rows: Prisma.Sql): Prisma.Sql {
    return Prisma.sql`FROM (SELECT "Product"."id", "Product"."createdAt" ${rows}) AS "Product"
      LEFT JOIN (
        SELECT "productId", MIN("priceCents") AS "price" FROM "Variant" WHERE "isActive" = TRUE GROUP BY "productId"
      ) AS "cheapest" ON "cheapest"."productId" = "Product"."id"`;
  }

  rowsWith(text: string): Promise<Prisma.Sql> {
    return Promise.resolve(Prisma.sql`FROM "Product" WHERE ${contains(Prisma.sql`"searchText"`, text)}`);
  }
}
