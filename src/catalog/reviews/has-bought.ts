import type { Prisma } from '../../generated/sqlite/client.js';

/**
 * Whether an account has bought a product: one of its orders that is paid and stands (confirmed, shipped or delivered)
 * has it. Read from the tables of orders, as the catalogue stands below checkout and can't ask it. By SQL that begins at
 * the account's few orders: SQLite keeps the order of a CROSS JOIN, where it would begin at all the lines of a
 * best-seller.
 */
export async function hasBought(tx: Prisma.TransactionClient, userId: string, productId: string): Promise<boolean> {
  const lines = await tx.$queryRaw<unknown[]>`
    SELECT i."id" FROM "Order" o CROSS JOIN "OrderItem" i
    WHERE o."userId" = ${userId} AND o."status" IN ('CONFIRMED', 'SHIPPED', 'DELIVERED')
      AND i."orderId" = o."id" AND i."productId" = ${productId} LIMIT 1`;
  return lines.length > 0;
}
