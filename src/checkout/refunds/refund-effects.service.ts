import { Injectable } from '@nestjs/common';
import { recordInAuditLog } from '../../audit/audit-log.js';
import { changedFields } from '../../audit/changed-fields.js';
import { StockService } from '../../catalog/stock/stock.service.js';
import type { OrderStatus, Prisma, Refund } from '../../prisma/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { orderCancelled, orderPartlyRefunded, orderRefunded, shopAlert } from '../mails/new-order-mails.js';
import { OrderStatesService } from '../orders/states/order-states.service.js';
import { canBecome, hasLeft, isFinal } from '../orders/states/order-transitions.js';
import { lockOrder, type LockedOrder } from './locked-order.js';
import { readStoredLines, type RefundLine } from './refund-lines.js';
import {
  ALERT_SUBJECT,
  returnNote,
  refundNote,
  refundFailed,
  refundPending,
  refundUnanswered,
} from './refund-texts.js';
import { unitsToReturn } from './returned-units.js';

/** The state of a refund at Stripe. */
export interface AtStripe {
  /** Null when there was nothing to refund at Stripe. */
  stripeRefundId: string | null;
  status: 'PENDING' | 'SUCCEEDED';
}

export interface Failure {
  reason: string;
  stripeRefundId?: string;
  /** Whether to alert the shop, because no administrator waits for the result. */
  alarm: boolean;
  /** Another known refund replaces this one: no money is missing. */
  isReplaced?: boolean;
}

/**
 * Applies the result of a refund to its order: once, in one transaction with history and mail, however often and from
 * which path the result arrives. Call `CacheVersion.invalidate()` and `OutboxService.kick()` after the commit.
 */
@Injectable()
export class RefundEffects {
  constructor(
    private readonly states: OrderStatesService,
    private readonly stock: StockService,
    private readonly outbox: OutboxService,
  ) {}

  /** Stripe accepted it: the money counts as refunded, the bank confirms later. */
  async made(
    tx: Prisma.TransactionClient,
    { id, orderId }: Refund,
    { stripeRefundId, status }: AtStripe,
  ): Promise<void> {
    const order = await lockOrder(tx, orderId);
    const refund = await tx.refund.findUnique({ where: { id } });
    if (!order || refund?.status !== 'REQUESTED') return;
    if (stripeRefundId && (await tx.refund.count({ where: { stripeRefundId, id: { not: id } } }))) {
      // Its event was faster and has its own row.
      return this.failed(tx, refund, { reason: 'Already noted', alarm: false, isReplaced: true });
    }
    await tx.refund.update({
      where: { id },
      data: { status, stripeRefundId, lastError: null, nextAttemptAt: null },
    });
    await this.applyToOrder(tx, order, refund);
  }

  /**
   * The refund failed, at once or later. The order keeps its status. If the money had counted as refunded, or no
   * administrator waits, the order is marked for review and the shop gets a mail.
   */
  async failed(tx: Prisma.TransactionClient, { id, orderId }: Refund, failure: Failure): Promise<void> {
    const order = await lockOrder(tx, orderId);
    const refund = await tx.refund.findUnique({ where: { id } });
    if (!order || !refund || refund.status === 'FAILED') return;
    const { reason, stripeRefundId, alarm, isReplaced } = failure;
    // Refused to one request and created by a concurrent one: it exists.
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
      await this.alertShop(tx, order, `refund:${id}`, message);
    }
  }

  /** Stripe has not answered for a long time: alerts the shop. The retries go on. */
  async unanswered(tx: Prisma.TransactionClient, { id, orderId }: Refund): Promise<void> {
    const order = await lockOrder(tx, orderId);
    const refund = await tx.refund.findUnique({ where: { id } });
    if (!order || refund?.status !== 'REQUESTED') return;
    const message = refundUnanswered({ ...refund, currency: order.currency });
    await this.alertShop(tx, order, `refund:${id}:unanswered`, message);
  }

  /** The bank has not confirmed it for a week: alerts the shop, once. */
  async pendingForLong(tx: Prisma.TransactionClient, { id, orderId }: Refund): Promise<void> {
    const order = await lockOrder(tx, orderId);
    const refund = await tx.refund.findUnique({ where: { id } });
    if (!order || refund?.status !== 'PENDING' || refund.lastError !== null) return;
    await tx.refund.update({ where: { id }, data: { lastError: 'Pending for more than 7 days' } });
    const message = refundPending({ ...refund, currency: order.currency });
    await this.alertShop(tx, order, `refund:${id}:pending`, message);
  }

  private async applyToOrder(tx: Prisma.TransactionClient, order: LockedOrder, refund: Refund): Promise<void> {
    const becomes = await nextStatus(tx, order, refund);
    const named = refund.restock ? (readStoredLines(refund.lines)?.lines ?? []) : [];
    const returned = unitsToReturn(order.items, named, becomes !== null && !hasLeft(order.status));
    await this.returnToStock(tx, order, returned, refund);

    // Of a final order it replaces one that has failed.
    const isPartial = becomes === null && !isFinal(order.status);
    const message = refundNote({ ...refund, currency: order.currency }, isPartial);
    const { createdBy, cause } = refund;
    if (createdBy) await auditRefund(tx, createdBy, order, refund, becomes);
    // The mail about an oversold order is sent when the order is created.
    const isOversold = cause === 'OVERSOLD';
    if (becomes) {
      const mail = becomes === 'CANCELLED' ? orderCancelled(order.id, refund.id) : orderRefunded(order.id, refund.id);
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
    } else if (returned.length > 0) {
      const units = returned.reduce((sum, { quantity }) => sum + quantity, 0);
      await tx.orderEvent.create({ data: { orderId: order.id, type: 'NOTE', message: returnNote(units), createdBy } });
    }
  }

  private async returnToStock(
    tx: Prisma.TransactionClient,
    order: LockedOrder,
    lines: RefundLine[],
    { createdBy }: Refund,
  ): Promise<void> {
    const variantOf = new Map(order.items.map(({ id, productVariantId }) => [id, productVariantId]));
    // In id order of the variants, as for every change of stock.
    const returned = lines
      .map((line) => ({ ...line, variantId: variantOf.get(line.orderItemId) }))
      // A deleted variant cannot be sold: its units are not restocked.
      .filter((line): line is RefundLine & { variantId: string } => Boolean(line.variantId))
      .toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1));
    for (const { orderItemId, variantId, quantity } of returned) {
      const { count } = await tx.orderItem.updateMany({
        where: { id: orderItemId, unitsTaken: { gte: quantity } },
        data: { unitsTaken: { decrement: quantity }, unitsReturned: { increment: quantity } },
      });
      if (count === 0) continue;
      const cause = { reason: 'REFUND', reference: order.id, ...(createdBy && { createdBy }) } as const;
      await this.stock.adjustStock(tx, variantId, quantity, cause);
    }
  }

  private async alertShop(
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

/** Called once the refund is made: one that Stripe refuses changes nothing. */
async function auditRefund(
  tx: Prisma.TransactionClient,
  adminId: string,
  { id, status, refundedCents }: LockedOrder,
  { cause, amountCents, lines }: Refund,
  becomes: OrderStatus | null,
): Promise<void> {
  // The amount was reserved when the refund was requested.
  const before = { refundedCents: refundedCents - amountCents };
  if (cause === 'ORDER' && becomes) {
    const change = changedFields({ status, ...before }, { status: becomes, refundedCents });
    await recordInAuditLog(tx, adminId, `order.${becomes.toLowerCase()}`, id, change);
  } else if (amountCents > 0) {
    await recordInAuditLog(tx, adminId, 'order.refund', id, { before, after: { refundedCents } });
  } else if (cause === 'PARTIAL') {
    const units = readStoredLines(lines)?.lines.map(({ orderItemId, quantity }) => [orderItemId, quantity] as const);
    await recordInAuditLog(tx, adminId, 'order.return', id, { after: Object.fromEntries(units ?? []) });
  }
}

/** Marks an order for review and adds an internal note to its history. The order is locked. */
export async function markForReview(
  tx: Prisma.TransactionClient,
  order: Pick<LockedOrder, 'id' | 'reviewNote'>,
  message: string,
): Promise<void> {
  const reviewNote = [order.reviewNote, message].filter((note) => note !== null).join('\n');
  await tx.order.update({ where: { id: order.id }, data: { needsReview: true, reviewNote } });
  await tx.orderEvent.create({ data: { orderId: order.id, type: 'NOTE', message, isInternal: true } });
}

/** @returns the order's status after a refund that was just made; null when it stays */
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
