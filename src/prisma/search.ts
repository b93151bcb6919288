import { foldText } from '../common/text/fold-text.js';
import { Prisma } from './client.js';

const SEARCH_LENGTH = 100;

/**
 * What a search is for: its first 100 characters, folded; empty when it is for nothing in particular.
 * @param fold as the column was folded that is searched
 */
export function lookedFor(search = '', fold = foldText): string {
  // Whole characters: half of an emoji would be in no text.
  return fold(Array.from(search).slice(0, SEARCH_LENGTH).join(''));
}

/** Whether a column holds a text somewhere, which Prisma's `contains` would take `%` and `_` in for wildcards. */
export function contains(column: Prisma.Sql, text: string): Prisma.Sql {
  return Prisma.sql`${column} LIKE ${`%${text.replace(/[!%_]/g, '!$&')}%`} ESCAPE '!'`;
}

const NEWEST = Prisma.sql`"createdAt" DESC, "id" DESC`;

/**
 * Finds one page of a list, newest first.
 * @param from `FROM … WHERE …`, of rows with an id and their creation
 * @param order another order, unique to its last column
 * @returns their ids in order, and how many there are on all pages
 */
export async function idsOfPage(
  prisma: Prisma.TransactionClient,
  from: Prisma.Sql,
  { skip, take }: { skip: number; take: number },
  order = NEWEST,
): Promise<{ ids: string[]; total: number }> {
  const page = prisma.$queryRaw<{ id: string }[]>`
    SELECT "id" ${from} ORDER BY ${order} LIMIT ${take} OFFSET ${skip}`;
  const count = prisma.$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS "total" ${from}`;
  // Prisma sends them when somebody waits for them. A transaction has one connection, which takes one at a time.
  const [rows, [counted]] = isTransaction(prisma) ? [await page, await count] : await Promise.all([page, count]);
  return { ids: rows.map(({ id }) => id), total: Number(counted!.total) };
}

/** Puts rows, which a database gives in no particular order, into the order of their ids. */
export function inOrderOf<T extends { id: string }>(ids: string[], rows: T[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function isTransaction(client: Prisma.TransactionClient): boolean {
  // Not by `$transaction`, which it has as well, whatever its type says.
  return !('$connect' in client);
}
