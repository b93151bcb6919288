import { Prisma, type OrderStatus } from '../../../generated/sqlite/client.js';
import type { PrismaService } from '../../../prisma/prisma.service.js';

const SEARCH_LENGTH = 100;

export interface OrderFilter {
  status?: OrderStatus | 'all';
  needsReview?: 'true' | 'false';
  /** Its first 100 characters are looked for, whatever their case. */
  search?: string;
}

interface Found {
  /** In order, newest first. */
  ids: string[];
  /** On all pages. */
  total: number;
}

/** Finds one page of orders, newest first. */
export async function findOrders(
  prisma: PrismaService,
  { status, needsReview, search = '' }: OrderFilter,
  window: { skip: number; take: number },
): Promise<Found> {
  const text = search.slice(0, SEARCH_LENGTH).trim();
  const where = {
    status: status === 'all' ? undefined : status,
    needsReview: needsReview === undefined ? undefined : needsReview === 'true',
  };
  if (text) return searchOrders(prisma, text, where, window);

  const [rows, total] = await Promise.all([
    prisma.order.findMany({
      where,
      select: { id: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      ...window,
    }),
    prisma.order.count({ where }),
  ]);
  return { ids: rows.map(({ id }) => id), total };
}

/** By SQL, as Prisma's `contains` would take `%` and `_` for wildcards; the same on SQLite and PostgreSQL. */
async function searchOrders(
  prisma: PrismaService,
  text: string,
  { status, needsReview }: { status?: OrderStatus; needsReview?: boolean },
  { skip, take }: { skip: number; take: number },
): Promise<Found> {
  // Numbers are kept in upper case, addresses and the names' keys in lower, so the two databases' LIKEs agree.
  const [upper, lower] = [text.toUpperCase(), text.toLowerCase()].map((form) => `%${form.replace(/[!%_]/g, '!$&')}%`);
  // Accounts first, once, and not one by one for each order.
  const matches = Prisma.sql`(o."orderNumber" LIKE ${upper} ESCAPE '!' OR o."userId" IN (
    SELECT u."id" FROM "User" u WHERE u."email" LIKE ${lower} ESCAPE '!' OR u."usernameKey" LIKE ${lower} ESCAPE '!'))`;
  const from = Prisma.sql`FROM "Order" o
    WHERE ${matches} ${status ? Prisma.sql`AND CAST(o."status" AS TEXT) = ${status}` : Prisma.empty}
    ${needsReview === undefined ? Prisma.empty : Prisma.sql`AND o."needsReview" = ${needsReview}`}`;
  const [rows, [counted]] = await Promise.all([
    prisma.$queryRaw<{ id: string }[]>`
      SELECT o."id" ${from} ORDER BY o."createdAt" DESC, o."id" DESC LIMIT ${take} OFFSET ${skip}`,
    prisma.$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS "total" ${from}`,
  ]);
  return { ids: rows.map(({ id }) => id), total: Number(counted!.total) };
}
