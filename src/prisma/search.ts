import { Prisma } from '../generated/sqlite/client.js';
import type { PrismaService } from './prisma.service.js';

const SEARCH_LENGTH = 100;

/** What a search is for: its first 100 characters; empty when it is for nothing in particular. */
export function lookedFor(search = ''): string {
  // Whole characters: half of an emoji would be in no text.
  return Array.from(search).slice(0, SEARCH_LENGTH).join('').trim();
}

/** Whether a column holds a text somewhere, which Prisma's `contains` would take `%` and `_` in for wildcards. */
export function contains(column: Prisma.Sql, text: string): Prisma.Sql {
  return Prisma.sql`${column} LIKE ${`%${text.replace(/[!%_]/g, '!$&')}%`} ESCAPE '!'`;
}

/**
 * Finds one page of a list, newest first.
 * @param from `FROM … WHERE …`, of rows with an id and their creation
 * @returns their ids in order, and how many there are on all pages
 */
export async function idsOfPage(
  prisma: PrismaService,
  from: Prisma.Sql,
  { skip, take }: { skip: number; take: number },
): Promise<{ ids: string[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    prisma.$queryRaw<{ id: string }[]>`
      SELECT "id" ${from} ORDER BY "createdAt" DESC, "id" DESC LIMIT ${take} OFFSET ${skip}`,
    prisma.$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS "total" ${from}`,
  ]);
  return { ids: rows.map(({ id }) => id), total: Number(counted!.total) };
}
