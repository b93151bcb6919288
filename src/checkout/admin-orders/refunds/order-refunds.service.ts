import { Injectable } from '@nestjs/common';
import { isOpaqueId } from '../../../common/ids/opaque-id.js';
import type { Prisma, Refund } from '../../../prisma/client.js';
import { NEWEST_FIRST } from '../../../prisma/newest-first.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { IdempotencyKeyReusedError, OrderNotFoundError, PaymentUnavailableError } from '../../rules/checkout.errors.js';
import { lockOrder } from '../../refunds/locked-order.js';
import { RefundsService } from '../../refunds/refunds.service.js';
import { InvalidStatusTransitionError } from '../../rules/orders.errors.js';
import { isFinal } from '../../orders/states/order-transitions.js';
import type { RefundOrderDto } from './refund-order.dto.js';
import { toRefundResponse, type RefundResponse, type RefundsResponse } from './refund.response.js';
import { isReturn, isSame, keyOf, priceOf, toRefundRequest, type RefundRequest } from './refund-request.js';

interface Begun {
  refund: Refund;
  /** Whether an earlier request with the same key created it. */
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
   * Refunds a part. The refund of the last part makes the order REFUNDED. Goods without money are a refund of 0, which
   * is not sent to Stripe.
   * @param idempotencyKey the same administrator, order, key and body return the same refund. Without a key, the same
   *   body returns the same refund until Stripe has answered
   * @throws OrderNotFoundError
   * @throws InvalidFieldsError for lines that the order does not have
   * @throws RefundTooLargeError
   * @throws InvalidStatusTransitionError once everything is refunded
   * @throws IdempotencyKeyReusedError
   * @throws PaymentUnavailableError when Stripe refused and nothing changed, or did not answer and is asked again later
   */
  async refund(
    adminId: string,
    orderId: string,
    body: RefundOrderDto,
    idempotencyKey?: string,
  ): Promise<{ refund: RefundResponse; isReplay: boolean }> {
    if (!isOpaqueId(orderId)) throw new OrderNotFoundError('Not the form of an order’s id');
    const request = toRefundRequest(body);
    const key = idempotencyKey === undefined ? undefined : keyOf(adminId, orderId, idempotencyKey);
    const { refund, isReplay } = await this.prisma.$transaction((tx) => this.begin(tx, adminId, orderId, request, key));

    const processed = await this.refunds.process(refund.id, { attended: true });
    if (processed.status === 'REQUESTED') throw new PaymentUnavailableError('Stripe has not answered');
    // A replay of one that failed days later returns it as it is.
    if (processed.status === 'FAILED' && !processed.stripeRefundId) throw new PaymentUnavailableError('Stripe refused');
    return { refund: toRefundResponse(processed), isReplay };
  }

  private async begin(
    tx: Prisma.TransactionClient,
    adminId: string,
    orderId: string,
    request: RefundRequest,
    idempotencyKey: string | undefined,
  ): Promise<Begun> {
    const order = await lockOrder(tx, orderId);
    if (!order) throw new OrderNotFoundError('No such order', { orderId });
    const earlier = idempotencyKey
      ? await tx.refund.findUnique({ where: { idempotencyKey } })
      : await findUnanswered(tx, adminId, orderId, request);
    if (earlier) {
      if (!isSame(earlier, request)) throw new IdempotencyKeyReusedError();
      return { refund: earlier, isReplay: true };
    }
    // A final order still accepts a refund that is missing, and goods that come back late.
    if (isFinal(order.status) && order.refundedCents >= order.totalCents && !isReturn(request)) {
      throw new InvalidStatusTransitionError(order.status, 'REFUNDED');
    }
    const live = await tx.refund.findMany({
      where: { orderId, status: { not: 'FAILED' } },
      select: { lines: true, status: true, restock: true },
    });
    const amountCents = priceOf(order, request, live);
    const refund = await this.refunds.request(tx, {
      orderId,
      cause: 'PARTIAL',
      amountCents,
      ...(idempotencyKey && { idempotencyKey }),
      restock: request.restock,
      ...(request.parts && { parts: request.parts }),
      note: request.note,
      createdBy: adminId,
    });
    return { refund, isReplay: false };
  }
}

/** Without a key, an equal request repeats the first one until Stripe has answered it. */
async function findUnanswered(
  tx: Prisma.TransactionClient,
  createdBy: string,
  orderId: string,
  request: RefundRequest,
): Promise<Refund | null> {
  const open = await tx.refund.findMany({ where: { orderId, createdBy, cause: 'PARTIAL', status: 'REQUESTED' } });
  return open.find((refund) => isSame(refund, request)) ?? null;
}
