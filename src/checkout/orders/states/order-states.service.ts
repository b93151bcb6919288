import { Injectable } from '@nestjs/common';
import { Prisma, type Order, type OrderEventType, type OrderStatus } from '../../../generated/sqlite/client.js';
import { OutboxService } from '../../../mail/outbox.service.js';
import type { NewMail } from '../../../mail/new-mail.js';
import { isOpaqueId } from '../../../common/ids/opaque-id.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { OrderNotFoundError } from '../../checkout.errors.js';
import { TO_BE_SENT } from '../../personal-data/erased-addresses.js';
import { InvalidStatusTransitionError } from '../orders.errors.js';
import { canBecome, fulfillmentOf, isGivenBack } from './order-transitions.js';
import { statusChanged } from './state-texts.js';

export interface Move {
  to: OrderStatus;
  /** The administrator who did it; absent for the shop itself. */
  createdBy?: string | null;
  /** For the order's history, which the buyer sees as well. */
  message?: string | null;
  /** Whether a person set the status by name, which the history tells beside what it means. */
  byStatus?: boolean;
  parcel?: Pick<Prisma.OrderUncheckedUpdateManyInput, 'carrier' | 'trackingNumber' | 'trackingUrl'>;
  mail?: NewMail;
}

/** What the history calls the arrival in a state; a confirmed order was paid before. */
const EVENT: Partial<Record<OrderStatus, OrderEventType>> = {
  SHIPPED: 'SHIPPED',
  DELIVERED: 'DELIVERED',
  CANCELLED: 'CANCELLED',
  REFUNDED: 'REFUNDED',
};

/** States only lead onwards, so an order can't change under our hands more often than there are states. */
const ATTEMPTS = 10;

/** The one way of an order from one state to the next. */
@Injectable()
export class OrderStatesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Reads an order and acts on it in one transaction, again from the start when it changed in between.
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
   * Takes an order to another state: one guarded write, with its events and its mail. Of many at once one succeeds.
   * @returns false when the order is no longer as it was read; then nothing has been written
   * @throws InvalidStatusTransitionError
   */
  async move(tx: Prisma.TransactionClient, order: Order, move: Move): Promise<boolean> {
    const { to, parcel, mail } = move;
    checkTransition(order, to);
    const now = new Date();
    const { count } = await tx.order.updateMany({
      where: { id: order.id, status: order.status, ...notGivenBack(order, to) },
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
    if (!TO_BE_SENT.includes(to)) await forgetAddress(tx, order.id);
    await tx.orderEvent.createMany({ data: eventsOf(order, move, now) });
    if (mail) await this.outbox.add(tx, [mail]);
    return true;
  }
}

/** @throws InvalidStatusTransitionError also for goods to be sent whose money is on its way back */
export function checkTransition(order: Order, to: OrderStatus): void {
  if (!canBecome(order.status, to) || (!isGivenBack(to) && isPaidBack(order))) {
    throw new InvalidStatusTransitionError(order.status, to);
  }
}

/** An order of a deleted account keeps where to as long as it is to be sent, and no longer. */
async function forgetAddress(tx: Prisma.TransactionClient, id: string): Promise<void> {
  // After the move, which has locked the order: whoever deletes the account is done with it, or will see its new state.
  await tx.order.updateMany({ where: { id, eraseOnEnd: true }, data: { shippingAddress: Prisma.DbNull } });
}

/** From the moment on that all the money is reserved for refunds, before Stripe has even been asked. */
function isPaidBack({ totalCents, refundedCents }: Order): boolean {
  return totalCents > 0 && refundedCents >= totalCents;
}

function notGivenBack({ totalCents }: Order, to: OrderStatus): Prisma.OrderWhereInput {
  return isGivenBack(to) || totalCents <= 0 ? {} : { refundedCents: { lt: totalCents } };
}

function eventsOf(order: Order, { to, message, createdBy, byStatus }: Move, createdAt: Date) {
  const base = { orderId: order.id, createdBy: createdBy ?? null, createdAt };
  const type = EVENT[to];
  return [
    ...(byStatus ? [{ ...base, type: 'STATUS_UPDATED' as const, message: statusChanged(order.status, to) }] : []),
    ...(type ? [{ ...base, type, message: message ?? null }] : []),
  ];
}
