import { Injectable } from '@nestjs/common';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import type { OrderStatus, Prisma, Refund } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { OrderNotFoundError, PaymentUnavailableError } from '../rules/checkout.errors.js';
import { lockOrder } from '../refunds/locked-order.js';
import { RefundsService } from '../refunds/refunds.service.js';
import { InvalidStatusTransitionError } from '../rules/orders.errors.js';
import { checkTransition } from '../orders/states/order-states.service.js';

/** Cancels or refunds a whole order: first the money at Stripe, then the order. */
@Injectable()
export class WholeRefunds {
  constructor(
    private readonly prisma: PrismaService,
    private readonly refunds: RefundsService,
  ) {}

  /**
   * Refunds what the buyer has not got back yet and sets the order's final status. Concurrent requests make one refund.
   * @throws OrderNotFoundError
   * @throws InvalidStatusTransitionError also while the order is being taken to the other final status
   * @throws PaymentUnavailableError when Stripe refused and nothing changed, or did not answer and is asked again later
   */
  async refund(adminId: string, orderId: string, to: 'CANCELLED' | 'REFUNDED'): Promise<void> {
    if ((await this.statusOf(orderId)) === to) return;
    const refund = await this.prisma.$transaction((tx) => this.begin(tx, adminId, orderId, to));
    if (!refund) return;
    const { status } = await this.refunds.process(refund.id, { attended: true });

    const reached = await this.statusOf(orderId);
    if (reached === to) return;
    if (status === 'REQUESTED') throw new PaymentUnavailableError('Stripe has not answered', { refundId: refund.id });
    // Refunded in another way meanwhile, in Stripe's dashboard for example.
    if (reached === 'CANCELLED' || reached === 'REFUNDED') throw new InvalidStatusTransitionError(reached, to);
    throw new PaymentUnavailableError('Stripe refused the refund', { refundId: refund.id });
  }

  /** @returns the refund to process, possibly one that already runs; null when the order has the status already */
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
    const { totalCents, refundedCents, lostCents } = order;
    // The bank has returned what was lost in a dispute: Stripe refuses to refund it.
    const amountCents = Math.max(0, totalCents - refundedCents - lostCents);
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
