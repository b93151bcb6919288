import { Injectable } from '@nestjs/common';
import { recordAdminChange } from '../../../audit/admin-changes.js';
import { changedFields } from '../../../audit/changed-fields.js';
import { isOpaqueId } from '../../../common/ids/opaque-id.js';
import type { OrderStatus, Prisma, Refund } from '../../../generated/sqlite/client.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { OrderNotFoundError, PaymentUnavailableError } from '../../checkout.errors.js';
import { lockOrder } from '../../refunds/locked-order.js';
import { RefundsService } from '../../refunds/refunds.service.js';
import { InvalidStatusTransitionError } from '../orders.errors.js';
import { checkTransition } from '../states/order-states.service.js';

/** Cancelling or refunding a whole order: first the money, at Stripe, then the order. */
@Injectable()
export class WholeRefunds {
  constructor(
    private readonly prisma: PrismaService,
    private readonly refunds: RefundsService,
  ) {}

  /**
   * Gives back what is left of an order and takes it to its end. Several at once are one refund.
   * @throws OrderNotFoundError
   * @throws InvalidStatusTransitionError also while the order is on its way to the other end
   * @throws PaymentUnavailableError when Stripe refused and nothing has changed, or did not answer and is asked again
   */
  async giveBack(adminId: string, orderId: string, to: 'CANCELLED' | 'REFUNDED'): Promise<void> {
    if ((await this.statusOf(orderId)) === to) return;
    const refund = await this.prisma.$transaction((tx) => this.begin(tx, adminId, orderId, to));
    if (!refund) return;
    const { status } = await this.refunds.settle(refund.id, { attended: true });

    const reached = await this.statusOf(orderId);
    if (reached === to) return;
    if (status === 'REQUESTED') throw new PaymentUnavailableError('Stripe has not answered', { refundId: refund.id });
    // Given back in another way meanwhile, by hand at Stripe, say.
    if (reached === 'CANCELLED' || reached === 'REFUNDED') throw new InvalidStatusTransitionError(reached, to);
    throw new PaymentUnavailableError('Stripe refused the refund', { refundId: refund.id });
  }

  /** @returns the refund to be settled, which may be one that is under way; null when the order is there already */
  private async begin(
    tx: Prisma.TransactionClient,
    adminId: string,
    orderId: string,
    to: 'CANCELLED' | 'REFUNDED',
  ): Promise<Refund | null> {
    const order = await lockOrder(tx, orderId);
    if (!order) throw new OrderNotFoundError('No such order', { orderId });
    if (order.status === to) return null;
    checkTransition(order, to);
    const running = await tx.refund.findFirst({
      where: { orderId, status: 'REQUESTED', orderStatus: { not: null } },
    });
    if (running && running.orderStatus !== to) throw new InvalidStatusTransitionError(order.status, to);
    if (running) return running;
    const amountCents = Math.max(0, order.totalCents - order.refundedCents);
    const { status, refundedCents } = order;
    const change = changedFields({ status, refundedCents }, { status: to, refundedCents: refundedCents + amountCents });
    await recordAdminChange(tx, adminId, `order.${to.toLowerCase()}`, orderId, change);
    return this.refunds.request(tx, {
      orderId,
      cause: 'ORDER',
      amountCents,
      orderStatus: to,
      restock: true,
      createdBy: adminId,
    });
  }

  private async statusOf(id: string): Promise<OrderStatus> {
    const order = isOpaqueId(id)
      ? await this.prisma.order.findUnique({ where: { id }, select: { status: true } })
      : null;
    if (!order) throw new OrderNotFoundError('No such order');
    return order.status;
  }
}
