import { Injectable } from '@nestjs/common';
import { Prisma, type Order, type OrderEventType, type OrderStatus } from '../../../prisma/client.js';
import { OutboxService } from '../../../mail/outbox.service.js';
import type { NewMail } from '../../../mail/new-mail.js';
import { isOpaqueId } from '../../../common/ids/opaque-id.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { OrderNotFoundError } from '../../rules/checkout.errors.js';
import { renewSearchText } from '../order-search-text.js';
import { TO_BE_SENT } from '../../rules/addresses.js';
import { InvalidStatusTransitionError } from '../../rules/orders.errors.js';
import { canBecome, fulfillmentOf, isRefunded } from './order-transitions.js';
import { statusChanged } from './state-texts.js';

export interface Move {
  to: OrderStatus;
  /** The administrator; absent for the shop. */
  createdBy?: string | null;
  /** For the history, which the buyer sees. */
  message?: string | null;
  /** Whether an administrator set the status directly; the history records this in addition. */
  byStatus?: boolean;
  parcel?: Pick<Prisma.OrderUncheckedUpdateManyInput, 'carrier' | 'trackingNumber' | 'trackingUrl'>;
  mail?: NewMail;
}

/** The history event of each status. A confirmed order was paid before. */
const EVENT: Partial<Record<OrderStatus, OrderEventType>> = {
  SHIPPED: 'SHIPPED',
  DELIVERED: 'DELIVERED',
  CANCELLED: 'CANCELLED',
  REFUNDED: 'REFUNDED',
};

/** States never go back, so an order cannot change more often than there are states. */
const ATTEMPTS = 10;

/** The only way to change an order's status. */
@Injectable()
export class OrderStatesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Reads an order and changes it in one transaction, and retries when it changed in between.
   * @param act returns false when its guarded write found another state than it had read
   * @throws OrderNotFoundError, and whatever `act` throws; then nothing has been written
   */
  async change(orderId: string, act: (tx: Prisma.TransactionClient, order: Order) => Promise<boolean>): Promise<void> {
    if (!isOpaqueId(orderId)) throw new OrderNotFoundError('Not the form of an order’s id');
    await this.prisma.$transaction(async (tx) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const order = await tx.order.findUnique({ where: { id: orderId } });
        if (!order) throw new OrderNotFoundError('No such order', { orderId });
        if (await act(tx, order)) return;
      }
      throw new Error(`Order ${orderId} changes faster than it can be read`);
    });
    this.outbox.kick();
  }

  /**
   * Changes the status in one guarded write, with its events and its mail. One of several concurrent calls succeeds.
   * @returns false when the order is no longer as it was read; then nothing has been written
   * @throws InvalidStatusTransitionError
   */
  async move(tx: Prisma.TransactionClient, order: Order, move: Move): Promise<boolean> {
    const { to, parcel, mail } = move;
    checkTransition(order, to);
    const now = new Date();
    const { count } = await tx.order.updateMany({
      where: { id: order.id, status: order.status, ...notRefunded(order, to) },
      data: {
        status: to,
        fulfillmentStatus: fulfillmentOf(to),
        ...(to === 'SHIPPED' && { shippedAt: order.shippedAt ?? now }),
        ...(to === 'DELIVERED' && { deliveredAt: order.deliveredAt ?? now }),
        ...(to === 'CONFIRMED' && { needsReview: false }),
        ...parcel,
      },
    });
    if (count === 0) return false;
    if (!TO_BE_SENT.includes(to)) await eraseAddress(tx, order.id);
    await renewSearchText(tx, { id: order.id });
    await tx.orderEvent.createMany({ data: eventsOf(order, move, now) });
    if (mail) await this.outbox.add(tx, [mail]);
    return true;
  }
}

/** @throws InvalidStatusTransitionError also for an order to ship that is fully refunded */
export function checkTransition(order: Order, to: OrderStatus): void {
  if (!canBecome(order.status, to) || (!isRefunded(to) && isFullyRefunded(order))) {
    throw new InvalidStatusTransitionError(order.status, to);
  }
}

/** An order of a deleted account keeps its delivery address only until it is shipped. */
async function eraseAddress(tx: Prisma.TransactionClient, id: string): Promise<void> {
  // After the status change, which locked the order: a concurrent deletion has finished, or will read the new status.
  await tx.order.updateMany({ where: { id, eraseOnEnd: true }, data: { shippingAddress: Prisma.DbNull } });
}

/** True once all the money is reserved for refunds, even before Stripe is asked. */
function isFullyRefunded({ totalCents, refundedCents }: Order): boolean {
  return totalCents > 0 && refundedCents >= totalCents;
}

function notRefunded({ totalCents }: Order, to: OrderStatus): Prisma.OrderWhereInput {
  return isRefunded(to) || totalCents <= 0 ? {} : { refundedCents: { lt: totalCents } };
}

function eventsOf(order: Order, { to, message, createdBy, byStatus }: Move, createdAt: Date) {
  const base = { orderId: order.id, createdBy: createdBy ?? null, createdAt };
  const type = EVENT[to];
  return [
    ...(byStatus ? [{ ...base, type: 'STATUS_UPDATED' as const, message: statusChanged(order.status, to) }] : []),
    ...(type ? [{ ...base, type, message: message ?? null }] : []),
  ];
}
