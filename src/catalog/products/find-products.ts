import { Prisma } from '../../generated/sqlite/client.js';
import type { PrismaService } from '../../prisma/prisma.service.js';
import { contains, idsOfPage, lookedFor } from '../../prisma/search.js';
import { foldText } from './fold-text.js';

export interface ProductFilter {
  category?: string;
  /** Its first 100 characters are looked for, as they are but for case and accents. */
  search?: string;
}

/**
 * Finds one page of products, newest first.
 * @returns their ids in order, and how many there are on all pages
 */
export function findProducts(
  prisma: PrismaService,
  filter: ProductFilter,
  window: { skip: number; take: number },
): Promise<{ ids: string[]; total: number }> {
  return idsOfPage(prisma, Prisma.sql`FROM "Product" WHERE ${condition(filter)}`, window);
}

/** The same SQL for SQLite and PostgreSQL; both sides are in lower case already, so the two LIKEs agree. */
function condition({ category, search }: ProductFilter): Prisma.Sql {
  const text = foldText(lookedFor(search));
  const conditions = [Prisma.sql`1 = 1`];
  if (category) conditions.push(Prisma.sql`"category" = ${category}`);
  if (text) conditions.push(contains(Prisma.sql`"searchText"`, text));
  return Prisma.join(conditions, ' AND ');
}

/** Puts rows, which a database gives in no particular order, into the order of their ids. */
export function inOrderOf<T extends { id: string }>(ids: string[], rows: T[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
