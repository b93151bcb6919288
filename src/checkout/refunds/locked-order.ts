import type { Prisma } from '../../prisma/client.js';

const include = { items: { orderBy: { id: 'asc' } } } satisfies Prisma.OrderInclude;
export type LockedOrder = Prisma.OrderGetPayload<{ include: typeof include }>;

/**
 * Reads an order and locks it until the transaction ends. Every change of its lines or refunds must take this lock
 * first. On PostgreSQL only a write takes the lock, so this writes without a change; raw SQL, because Prisma would set
 * `updatedAt`.
 * @returns null when there is none
 */
export async function lockOrder(tx: Prisma.TransactionClient, id: string): Promise<LockedOrder | null> {
  const count = await tx.$executeRaw`UPDATE "Order" SET "refundedCents" = "refundedCents" WHERE "id" = ${id}`;
  return count === 0 ? null : tx.order.findUnique({ where: { id }, include });
}
