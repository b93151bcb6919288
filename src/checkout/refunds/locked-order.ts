import type { Prisma } from '../../generated/sqlite/client.js';

const include = { items: { orderBy: { id: 'asc' } } } satisfies Prisma.OrderInclude;
export type LockedOrder = Prisma.OrderGetPayload<{ include: typeof include }>;

/**
 * Reads an order and keeps others from changing it, its lines and its refunds until the transaction ends: whoever
 * touches these comes here first. A write that changes nothing takes the row's lock on PostgreSQL, a read would not; by
 * SQL, as Prisma would note the time of a change.
 * @returns null when there is none
 */
export async function lockOrder(tx: Prisma.TransactionClient, id: string): Promise<LockedOrder | null> {
  const count = await tx.$executeRaw`UPDATE "Order" SET "refundedCents" = "refundedCents" WHERE "id" = ${id}`;
  return count === 0 ? null : tx.order.findUnique({ where: { id }, include });
}
