import { Prisma } from '../../generated/sqlite/client.js';
import type { PrismaService } from '../../prisma/prisma.service.js';
import { foldText } from './fold-text.js';

const SEARCH_LENGTH = 100;

export interface ProductFilter {
  category?: string;
  /** Its first 100 characters are looked for, as they are but for case and accents. */
  search?: string;
}

/**
 * Finds one page of products, newest first. By SQL, as Prisma's `contains` would take `%` and `_` for wildcards.
 * @returns their ids in order, and how many there are on all pages
 */
export async function findProducts(
  prisma: PrismaService,
  filter: ProductFilter,
  { skip, take }: { skip: number; take: number },
): Promise<{ ids: string[]; total: number }> {
  const where = condition(filter);
  const [rows, [counted]] = await Promise.all([
    prisma.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Product" WHERE ${where} ORDER BY "createdAt" DESC, "id" DESC LIMIT ${take} OFFSET ${skip}`,
    prisma.$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS "total" FROM "Product" WHERE ${where}`,
  ]);
  return { ids: rows.map(({ id }) => id), total: Number(counted!.total) };
}

/** The same SQL for SQLite and PostgreSQL; both sides are in lower case already, so the two LIKEs agree. */
function condition({ category, search }: ProductFilter): Prisma.Sql {
  const text = foldText((search ?? '').slice(0, SEARCH_LENGTH).trim());
  const conditions = [Prisma.sql`1 = 1`];
  if (category) conditions.push(Prisma.sql`"category" = ${category}`);
  if (text) conditions.push(Prisma.sql`"searchText" LIKE ${`%${escapeLike(text)}%`} ESCAPE '!'`);
  return Prisma.join(conditions, ' AND ');
}

function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}

/** Puts rows, which a database gives in no particular order, into the order of their ids. */
export function inOrderOf<T extends { id: string }>(ids: string[], rows: T[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
