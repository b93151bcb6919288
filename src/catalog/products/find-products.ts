import { Prisma } from '../../generated/sqlite/client.js';
import { idsOfPage, lookedFor } from '../../prisma/search.js';
import { foldText } from './fold-text.js';
import type { ProductSearch } from './search/product-search.js';

export interface ProductFilter {
  category?: string;
  /** Its first 100 characters are looked for, as they are but for case and accents. */
  search?: string;
}

/**
 * Finds one page of products, newest first.
 * @returns their ids in order, and how many there are on all pages
 */
export async function findProducts(
  prisma: Prisma.TransactionClient,
  search: ProductSearch,
  filter: ProductFilter,
  window: { skip: number; take: number },
): Promise<{ ids: string[]; total: number }> {
  const text = oneLine(foldText(lookedFor(filter.search)));
  const rows = text ? await search.rowsWith(text) : Prisma.sql`FROM "Product" WHERE 1 = 1`;
  const { category } = filter;
  return idsOfPage(prisma, category ? Prisma.sql`${rows} AND "category" = ${category}` : rows, window);
}

/** In `searchText` a line break ends the name: what is looked for stands in the name or in the description. */
function oneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}

/** Puts rows, which a database gives in no particular order, into the order of their ids. */
export function inOrderOf<T extends { id: string }>(ids: string[], rows: T[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
