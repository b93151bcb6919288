import type { Prisma } from '../../prisma/client.js';
import { orderSearchText } from '../../prisma/search-texts.js';

/**
 * Rebuilds the text that searches match orders by. Call it after a change of their addresses or parcel, in its
 * transaction.
 */
export async function renewSearchText(tx: Prisma.TransactionClient, where: Prisma.OrderWhereInput): Promise<void> {
  const select = { id: true, orderNumber: true, trackingNumber: true, shippingAddress: true, billingAddress: true };
  for (const order of await tx.order.findMany({ where, select })) {
    const searchText = orderSearchText(order);
    await tx.$executeRaw`UPDATE "Order" SET "searchText" = ${searchText} WHERE "id" = ${order.id}`;
  }
}
