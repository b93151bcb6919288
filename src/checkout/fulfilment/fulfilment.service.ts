import { Injectable, Logger } from '@nestjs/common';
import { CatalogCache } from '../../catalog/catalog-cache.js';
import { InsufficientStockError, VariantGoneError } from '../../catalog/stock/stock.errors.js';
import { StockService } from '../../catalog/stock/stock.service.js';
import { VariantsService } from '../../catalog/variants.service.js';
import type { Order, Prisma } from '../../generated/sqlite/client.js';
import type { NewMail } from '../../mail/new-mail.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { insertRows } from '../../prisma/insert-rows.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { lockAccount } from '../../users/lock-account.js';
import { orderPaid, shopAlert } from '../mails/new-order-mails.js';
import { CheckoutSessionsService } from '../session/checkout-sessions.service.js';
import type { Claim } from '../webhook/event-handler.js';
import { paidOrder, type Buyer, type OrderRows } from './paid-order.js';
import type { PaidSession } from './paid-session.js';

export type MadeOrder = Pick<Order, 'id' | 'orderNumber' | 'status'>;

export interface Fulfilment {
  order: MadeOrder;
  /** Whether this very call made the order. */
  created: boolean;
}

/** The one path from a paid session to an order, whoever notices the payment first. */
@Injectable()
export class FulfilmentService {
  private readonly logger = new Logger(FulfilmentService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly stock: StockService,
    private readonly variants: VariantsService,
    private readonly sessions: CheckoutSessionsService,
    private readonly catalogCache: CatalogCache,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * Turns a paid session into an order. Safe to call again with the same session or event, also at the same time: one
   * order, its stock taken once.
   * @throws InsufficientStockError, VariantGoneError when a line can't be taken; then nothing has been written
   */
  async fulfil(paid: PaidSession, claim?: Claim): Promise<Fulfilment> {
    try {
      const order = await this.prisma.$transaction((tx) => this.write(tx, paid, claim));
      if (order) {
        await this.catalogCache.invalidate();
        this.outbox.kick();
        this.logger.log({ orderId: order.id, totalCents: paid.totalCents }, 'Order made');
        return { order, created: true };
      }
    } catch (error) {
      // Somebody else was in the middle of the same: it is done now, or it failed and the call may come again. The last
      // units are gone as well when it was this very payment that took them.
      const isTaken = isUniqueViolation(error) || isSoldOut(error);
      if (!isTaken || !(await this.findOrder(paid.stripeSessionId))) throw error;
      await claim?.(this.prisma);
    }
    return { order: (await this.findOrder(paid.stripeSessionId))!, created: false };
  }

  /** @returns the order of a session, if it has become one */
  findOrder(stripeSessionId: string): Promise<MadeOrder | null> {
    const select = { id: true, orderNumber: true, status: true };
    return this.prisma.order.findUnique({ where: { stripeSessionId }, select });
  }

  /** @returns null when the event was applied before, and so the order is there */
  private async write(tx: Prisma.TransactionClient, paid: PaidSession, claim?: Claim): Promise<MadeOrder | null> {
    const { stripeSessionId, checkoutId, lines } = paid;
    // The event's own key first: the same event twice at once ends here for the second.
    if (claim && !(await claim(tx))) return null;
    const taken = await this.stock.take(tx, lines, { reference: stripeSessionId });
    const variants = await this.variants.listByIds(
      tx,
      lines.map(({ variantId }) => variantId),
    );
    const rows = paidOrder(paid, await findBuyer(tx, paid.userId), { taken, variants }, new Date());
    await insertOrder(tx, rows);
    await this.sessions.markPaid(tx, { id: checkoutId, stripeSessionId }, paid.promoCode);
    const { id, orderNumber, status } = rows.order;
    await this.outbox.add(tx, paid.mismatch ? [orderPaid(id), reviewAlert(id, paid.mismatch)] : [orderPaid(id)]);
    return { id, orderNumber, status };
  }
}

function isSoldOut(error: unknown): boolean {
  return error instanceof InsufficientStockError || error instanceof VariantGoneError;
}

function reviewAlert(orderId: string, mismatch: string): NewMail {
  const subject = 'Une commande payée est à vérifier';
  return shopAlert(`review:${orderId}`, { subject, lines: [mismatch], orderId });
}

/**
 * Whose order it will be. An account is locked: one that is deleted at the same time is gone already, or will find the
 * order and take its owner out of it.
 */
export async function findBuyer(tx: Prisma.TransactionClient, userId: string | null): Promise<Buyer> {
  if (userId === null || (await lockAccount(tx, userId))) return { userId, isGone: false };
  return { userId: null, isGone: true };
}

/**
 * A statement a table, where a nested create would read everything back.
 * @throws a unique violation when the session has an order already
 */
export async function insertOrder(tx: Prisma.TransactionClient, { order, items, events }: OrderRows): Promise<void> {
  await insertRows(tx, 'Order', [order]);
  await insertRows(tx, 'OrderItem', items);
  await insertRows(tx, 'OrderEvent', events);
}
