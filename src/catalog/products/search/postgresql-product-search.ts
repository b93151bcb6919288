import { Prisma } from '../../../generated/sqlite/client.js';
import { contains } from '../../../prisma/search.js';
import { ProductSearch } from './product-search.js';

/** LIKE: the server itself looks into the index of trigrams (pg_trgm) where that exists and is worth it. */
export class PostgresqlProductSearch extends ProductSearch {
  rowsWith(text: string): Promise<Prisma.Sql> {
    return Promise.resolve(Prisma.sql`FROM "Product" WHERE ${contains(Prisma.sql`"searchText"`, text)}`);
  }
}
