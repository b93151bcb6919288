import { Prisma } from '../generated/sqlite/client.js';

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
  prisma: Prisma.TransactionClient,
  from: Prisma.Sql,
  { skip, take }: { skip: number; take: number },
): Promise<{ ids: string[]; total: number }> {
  const page = prisma.$queryRaw<{ id: string }[]>`
    SELECT "id" ${from} ORDER BY "createdAt" DESC, "id" DESC LIMIT ${take} OFFSET ${skip}`;
  const count = prisma.$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS "total" ${from}`;
  // Prisma sends them when somebody waits for them. A transaction has one connection, which takes one at a time.
  const [rows, [counted]] = isTransaction(prisma) ? [await page, await count] : await Promise.all([page, count]);
  return { ids: rows.map(({ id }) => id), total: Number(counted!.total) };
}

function isTransaction(client: Prisma.TransactionClient): boolean {
  // Not by `$transaction`, which it has as well, whatever its type says.
  return !('$connect' in client);
}
