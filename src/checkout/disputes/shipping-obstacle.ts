import type { Prisma } from '../../prisma/client.js';
import { lockOrder } from '../refunds/locked-order.js';
import { OrderDisputedError, OrderUnderReviewError } from '../rules/orders.errors.js';
import { WITHOUT_LOSS } from './dispute-states.js';

/**
 * What is against shipping an order: a dispute that the shop has not won, or an open warning. Locks the order, so that
 * none is added before the commit.
 * @returns null when nothing is
 */
export async function shippingObstacle(
  tx: Prisma.TransactionClient,
  orderId: string,
): Promise<OrderDisputedError | OrderUnderReviewError | null> {
  await lockOrder(tx, orderId);
  const dispute = await tx.dispute.findFirst({ where: { orderId, status: { notIn: WITHOUT_LOSS } } });
  if (dispute) return new OrderDisputedError(orderId, dispute.id);
  const warning = await tx.paymentWarning.findFirst({ where: { orderId, isOpen: true } });
  return warning && new OrderUnderReviewError(orderId, warning.id);
}
