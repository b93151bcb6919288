import { Prisma, type OrderStatus } from '../../prisma/client.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import type { PrismaService } from '../../prisma/prisma.service.js';
import { contains, idsOfPage, lookedFor } from '../../prisma/search.js';

export interface OrderFilter {
  status?: OrderStatus | 'all';
  needsReview?: 'true' | 'false';
  /** Its first 100 characters are looked for in numbers, e-mails and names of order and account, folded. */
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
  { status, needsReview, search }: OrderFilter,
  window: { skip: number; take: number },
): Promise<Found> {
  const text = lookedFor(search);
  const where = {
    status: status === 'all' ? undefined : status,
    needsReview: needsReview === undefined ? undefined : needsReview === 'true',
  };
  if (text) return searchOrders(prisma, text, where, window);

  const [rows, total] = await Promise.all([
    prisma.order.findMany({
      where,
      select: { id: true },
      orderBy: NEWEST_FIRST,
      ...window,
    }),
    prisma.order.count({ where }),
  ]);
  return { ids: rows.map(({ id }) => id), total };
}

/** Accounts that are named one by one; of more it is quicker to look each up. */
const FEW = 100;

/** The same SQL on SQLite and PostgreSQL. */
async function searchOrders(
  prisma: PrismaService,
  text: string,
  { status, needsReview }: { status?: OrderStatus; needsReview?: boolean },
  window: { skip: number; take: number },
): Promise<Found> {
  const accounts = Prisma.sql`SELECT u."id" FROM "User" u WHERE ${contains(Prisma.sql`u."searchText"`, text)}`;
  // Accounts first, once. Mostly there are none: then the index alone has all that is counted.
  const found = await prisma.$queryRaw<{ id: string }[]>`${accounts} LIMIT ${FEW + 1}`;
  const ids = () => (found.length > FEW ? accounts : Prisma.join(found.map(({ id }) => id)));
  const ofAccounts = found.length ? Prisma.sql`OR o."userId" IN (${ids()})` : Prisma.empty;
  const from = Prisma.sql`FROM "Order" o
    WHERE (${contains(Prisma.sql`o."searchText"`, text)} ${ofAccounts}) ${status ? Prisma.sql`AND CAST(o."status" AS TEXT) = ${status}` : Prisma.empty}
    ${needsReview === undefined ? Prisma.empty : Prisma.sql`AND o."needsReview" = ${needsReview}`}`;
  return idsOfPage(prisma, from, window);
}
