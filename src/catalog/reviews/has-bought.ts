import type { Prisma } from '../../prisma/client.js';

/**
 * Whether an account has bought a product: one of its orders that is paid and stands (confirmed, shipped or delivered)
 * has it. Reads the tables of orders, as the catalogue stands below checkout and can't ask it.
 */
export async function hasBought(tx: Prisma.TransactionClient, userId: string, productId: string): Promise<boolean> {
  const status = { in: ['CONFIRMED', 'SHIPPED', 'DELIVERED'] } satisfies Prisma.EnumOrderStatusFilter;
  const order = await tx.order.findFirst({
    where: { userId, status, items: { some: { productId } } },
    select: { id: true },
  });
  return order !== null;
}
