import { Injectable } from '@nestjs/common';
import { recordAdminChange } from '../../../../audit/admin-changes.js';
import { isOpaqueId } from '../../../../common/ids/opaque-id.js';
import type { Prisma, Refund } from '../../../../generated/sqlite/client.js';
import { NEWEST_FIRST } from '../../../../prisma/newest-first.js';
import { PrismaService } from '../../../../prisma/prisma.service.js';
import { IdempotencyKeyReusedError, OrderNotFoundError, PaymentUnavailableError } from '../../../checkout.errors.js';
import { lockOrder } from '../../../refunds/locked-order.js';
import { RefundsService } from '../../../refunds/refunds.service.js';
import { InvalidStatusTransitionError } from '../../orders.errors.js';
import { isFinal } from '../../states/order-transitions.js';
import type { RefundOrderDto } from './refund-order.dto.js';
import { toRefundResponse, type RefundResponse, type RefundsResponse } from './refund.response.js';
import { isSame, keyOf, priceOf, toWish, type RefundWish } from './refund-wish.js';

interface Begun {
  refund: Refund;
  /** Whether an earlier request with the same key made it. */
  isReplay: boolean;
}

/** Refunds of a part of an order. */
@Injectable()
export class OrderRefunds {
  constructor(
    private readonly prisma: PrismaService,
    private readonly refunds: RefundsService,
  ) {}

  /**
   * All refunds of an order, newest first.
   * @throws OrderNotFoundError
   */
  async list(orderId: string): Promise<RefundsResponse> {
    const order = isOpaqueId(orderId)
      ? await this.prisma.order.findUnique({
          where: { id: orderId },
          select: { refunds: { orderBy: NEWEST_FIRST } },
        })
      : null;
    if (!order) throw new OrderNotFoundError('No such order');
    return { refunds: order.refunds.map(toRefundResponse) };
  }

  /**
   * Gives back a part. The last part makes the order REFUNDED.
   * @param idempotencyKey the same administrator, order, key and body: the same refund. Without one, the same body is the
   *   same refund as long as Stripe has not answered
   * @throws OrderNotFoundError
   * @throws InvalidFieldsError for parts that are no parts of the order
   * @throws RefundTooLargeError
   * @throws InvalidStatusTransitionError once all has been given back
   * @throws IdempotencyKeyReusedError
   * @throws PaymentUnavailableError when Stripe refused and nothing has changed, or did not answer and is asked again
   */
  async give(
    adminId: string,
    orderId: string,
    body: RefundOrderDto,
    idempotencyKey?: string,
  ): Promise<{ refund: RefundResponse; isReplay: boolean }> {
    if (!isOpaqueId(orderId)) throw new OrderNotFoundError('Not the form of an order’s id');
    const wish = toWish(body);
    const key = idempotencyKey === undefined ? undefined : keyOf(adminId, orderId, idempotencyKey);
    const { refund, isReplay } = await this.prisma.$transaction((tx) => this.begin(tx, adminId, orderId, wish, key));

    const settled = await this.refunds.settle(refund.id, { attended: true });
    if (settled.status === 'REQUESTED') throw new PaymentUnavailableError('Stripe has not answered');
    // One that failed days later is told as it is.
    if (settled.status === 'FAILED' && !settled.stripeRefundId) throw new PaymentUnavailableError('Stripe refused');
    return { refund: toRefundResponse(settled), isReplay };
  }

  private async begin(
    tx: Prisma.TransactionClient,
    adminId: string,
    orderId: string,
    wish: RefundWish,
    idempotencyKey: string | undefined,
  ): Promise<Begun> {
    const order = await lockOrder(tx, orderId);
    if (!order) throw new OrderNotFoundError('No such order', { orderId });
    const earlier = idempotencyKey
      ? await tx.refund.findUnique({ where: { idempotencyKey } })
      : await findUnanswered(tx, adminId, orderId, wish);
    if (earlier) {
      if (!isSame(earlier, wish)) throw new IdempotencyKeyReusedError();
      return { refund: earlier, isReplay: true };
    }
    // An end is left again by money alone that should have gone back and did not.
    if (isFinal(order.status) && order.refundedCents >= order.totalCents) {
      throw new InvalidStatusTransitionError(order.status, 'REFUNDED');
    }
    const live = await tx.refund.findMany({
      where: { orderId, status: { not: 'FAILED' } },
      select: { lines: true },
    });
    const amountCents = priceOf(order, wish, live);
    const { refundedCents } = order;
    const change = { before: { refundedCents }, after: { refundedCents: refundedCents + amountCents } };
    await recordAdminChange(tx, adminId, 'order.refund', orderId, change);
    const refund = await this.refunds.request(tx, {
      orderId,
      cause: 'PARTIAL',
      amountCents,
      ...(idempotencyKey && { idempotencyKey }),
      restock: wish.restock,
      ...(wish.parts && { parts: wish.parts }),
      note: wish.note,
      createdBy: adminId,
    });
    return { refund, isReplay: false };
  }
}

/** Without a key, the same wish while Stripe has not answered the first one is that one, tried again. */
async function findUnanswered(
  tx: Prisma.TransactionClient,
  createdBy: string,
  orderId: string,
  wish: RefundWish,
): Promise<Refund | null> {
  const open = await tx.refund.findMany({ where: { orderId, createdBy, cause: 'PARTIAL', status: 'REQUESTED' } });
  return open.find((refund) => isSame(refund, wish)) ?? null;
}
