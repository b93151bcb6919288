import { Injectable } from '@nestjs/common';
import { StockService } from '../../catalog/stock/stock.service.js';
import type { OrderStatus, Prisma, Refund } from '../../generated/sqlite/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { orderCancelled, orderPartlyRefunded, orderRefunded, shopAlert } from '../mails/new-order-mails.js';
import { OrderStatesService } from '../orders/states/order-states.service.js';
import { canBecome, hasLeft, isFinal } from '../orders/states/order-transitions.js';
import { lockOrder, type LockedOrder } from './locked-order.js';
import { readStoredLines, type RefundLine } from './refund-lines.js';
import { ALERT_SUBJECT, givenBack, refundFailed, refundUnanswered } from './refund-texts.js';
import { unitsToReturn } from './returned-units.js';

/** A refund as Stripe has it. */
export interface AtStripe {
  /** Null when there was nothing to ask Stripe for. */
  stripeRefundId: string | null;
  status: 'PENDING' | 'SUCCEEDED';
}

export interface Failure {
  reason: string;
  stripeRefundId?: string;
  /** Whether somebody has to be told who is not waiting for the answer. */
  alarm: boolean;
  /** Another refund, which we know as well, stands for this one: nothing is missing. */
  isReplaced?: boolean;
}

/**
 * What the answer to a refund does to its order: each once, in one transaction with its history and its mail, whoever
 * brings the answer and how often. Call `CatalogCache.invalidate()` and `OutboxService.kick()` after the commit.
 */
@Injectable()
export class RefundEffects {
  constructor(
    private readonly states: OrderStatesService,
    private readonly stock: StockService,
    private readonly outbox: OutboxService,
  ) {}

  /** Stripe has taken it: the money counts as given back, the bank's word comes later. */
  async made(
    tx: Prisma.TransactionClient,
    { id, orderId }: Refund,
    { stripeRefundId, status }: AtStripe,
  ): Promise<void> {
    const order = await lockOrder(tx, orderId);
    const refund = await tx.refund.findUnique({ where: { id } });
    if (!order || refund?.status !== 'REQUESTED') return;
    if (stripeRefundId && (await tx.refund.count({ where: { stripeRefundId, id: { not: id } } }))) {
      // Its event was faster and has a row of its own.
      return this.failed(tx, refund, { reason: 'Already noted', alarm: false, isReplaced: true });
    }
    await tx.refund.update({
      where: { id },
      data: { status, stripeRefundId, lastError: null, nextAttemptAt: null },
    });
    await this.giveBack(tx, order, refund);
  }

  /**
   * The money does not go back, or came back after all. The order stays what it is; when it had counted as given back,
   * or nobody waits for the answer, it is marked for review and the shop gets a mail.
   */
  async failed(tx: Prisma.TransactionClient, { id, orderId }: Refund, failure: Failure): Promise<void> {
    const order = await lockOrder(tx, orderId);
    const refund = await tx.refund.findUnique({ where: { id } });
    if (!order || !refund || refund.status === 'FAILED') return;
    const { reason, stripeRefundId, alarm, isReplaced } = failure;
    // Refused to one who asked, and made for another who asked at the same time: it is made.
    if (refund.status !== 'REQUESTED' && !stripeRefundId) return;
    await tx.refund.update({
      where: { id },
      data: { status: 'FAILED', lastError: reason, nextAttemptAt: null, ...(stripeRefundId && { stripeRefundId }) },
    });
    await tx.order.updateMany({
      where: { id: orderId, refundedCents: { gte: refund.amountCents } },
      data: { refundedCents: { decrement: refund.amountCents } },
    });
    for (const { orderItemId, quantity } of readStoredLines(refund.lines)?.lines ?? []) {
      await tx.orderItem.updateMany({
        where: { id: orderItemId, unitsRefunded: { gte: quantity } },
        data: { unitsRefunded: { decrement: quantity } },
      });
    }
    if (isReplaced) return;
    if (alarm || refund.status !== 'REQUESTED' || isFinal(order.status)) {
      const message = refundFailed({ ...refund, currency: order.currency }, reason);
      await this.raiseAlarm(tx, order, `refund:${id}`, message);
    }
  }

  /** Stripe has not answered for a long time: a person should know, though it is asked again. */
  async unanswered(tx: Prisma.TransactionClient, { id, orderId }: Refund): Promise<void> {
    const order = await lockOrder(tx, orderId);
    const refund = await tx.refund.findUnique({ where: { id } });
    if (!order || refund?.status !== 'REQUESTED') return;
    const message = refundUnanswered({ ...refund, currency: order.currency });
    await this.raiseAlarm(tx, order, `refund:${id}:unanswered`, message);
  }

  private async giveBack(tx: Prisma.TransactionClient, order: LockedOrder, refund: Refund): Promise<void> {
    const becomes = await nextStatus(tx, order, refund);
    const named = refund.restock ? (readStoredLines(refund.lines)?.lines ?? []) : [];
    await this.putBack(
      tx,
      order,
      unitsToReturn(order.items, named, becomes !== null && !hasLeft(order.status)),
      refund,
    );

    const message = givenBack({ ...refund, currency: order.currency }, becomes);
    const { createdBy, cause } = refund;
    // Who bought what was gone is told in other words, when the order is made.
    const isOversold = cause === 'OVERSOLD';
    if (becomes) {
      const mail = becomes === 'CANCELLED' ? orderCancelled(order.id) : orderRefunded(order.id);
      await this.states.move(tx, order, {
        to: becomes,
        createdBy,
        message,
        byStatus: cause === 'ORDER',
        ...(!isOversold && { mail }),
      });
    } else if (!isOversold && refund.amountCents > 0) {
      await tx.orderEvent.create({ data: { orderId: order.id, type: 'NOTE', message, createdBy } });
      await this.outbox.add(tx, [orderPartlyRefunded(order.id, refund.id)]);
    }
  }

  private async putBack(
    tx: Prisma.TransactionClient,
    order: LockedOrder,
    lines: RefundLine[],
    { createdBy }: Refund,
  ): Promise<void> {
    const variantOf = new Map(order.items.map(({ id, productVariantId }) => [id, productVariantId]));
    // In id order of the variants, as every change of stock.
    const returned = lines
      .map((line) => ({ ...line, variantId: variantOf.get(line.orderItemId) }))
      // Nobody can sell a variant that was deleted: its units are out for good.
      .filter((line): line is RefundLine & { variantId: string } => Boolean(line.variantId))
      .toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1));
    for (const { orderItemId, variantId, quantity } of returned) {
      const { count } = await tx.orderItem.updateMany({
        where: { id: orderItemId, unitsTaken: { gte: quantity } },
        data: { unitsTaken: { decrement: quantity } },
      });
      if (count === 0) continue;
      const cause = { reason: 'REFUND', reference: order.id, ...(createdBy && { createdBy }) } as const;
      await this.stock.change(tx, variantId, quantity, cause);
    }
  }

  private async raiseAlarm(
    tx: Prisma.TransactionClient,
    order: LockedOrder,
    key: string,
    message: string,
  ): Promise<void> {
    await markForReview(tx, order, message);
    const lines = [message, `Commande ${order.orderNumber}.`];
    await this.outbox.addOnce(tx, shopAlert(key, { subject: ALERT_SUBJECT, lines, orderId: order.id }));
  }
}

/** Notes in the order and, for the shop alone, in its history what a person has to look at. The order is locked. */
export async function markForReview(
  tx: Prisma.TransactionClient,
  order: Pick<LockedOrder, 'id' | 'reviewNote'>,
  message: string,
): Promise<void> {
  const reviewNote = [order.reviewNote, message].filter((note) => note !== null).join('\n');
  await tx.order.update({ where: { id: order.id }, data: { needsReview: true, reviewNote } });
  await tx.orderEvent.create({ data: { orderId: order.id, type: 'NOTE', message, isInternal: true } });
}

/** @returns what the order becomes by a refund that has just been made; null: it stays what it is */
async function nextStatus(
  tx: Prisma.TransactionClient,
  order: LockedOrder,
  { orderId, orderStatus }: Refund,
): Promise<OrderStatus | null> {
  if (orderStatus && canBecome(order.status, orderStatus)) return orderStatus;
  const { _sum } = await tx.refund.aggregate({
    where: { orderId, status: { in: ['PENDING', 'SUCCEEDED'] } },
    _sum: { amountCents: true },
  });
  const isWhole = (_sum.amountCents ?? 0) >= order.totalCents && order.totalCents > 0;
  return isWhole && canBecome(order.status, 'REFUNDED') ? 'REFUNDED' : null;
}
