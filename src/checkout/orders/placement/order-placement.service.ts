import { Inject, Injectable } from '@nestjs/common';
import { StockService } from '../../../catalog/stock/stock.service.js';
import { appConfig, type AppConfig } from '../../../config/app.config.js';
import type { Order, Prisma } from '../../../prisma/client.js';
import type { NewMail } from '../../../mail/new-mail.js';
import { OutboxService } from '../../../mail/outbox.service.js';
import { insertRows } from '../../../prisma/insert-rows.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { lockAccount } from '../../../users/lock-account.js';
import { orderPaid, shopAlert } from '../../mails/new-order-mails.js';
import { paidOrder, type Buyer, type OrderRows } from './paid-order.js';
import type { PaidSession } from '../../sessions/paid-session.js';

export type PlacedOrder = Pick<Order, 'id' | 'orderNumber' | 'status'>;

/** The only way to write the order of a paid session. */
@Injectable()
export class OrderPlacement {
  constructor(
    private readonly prisma: PrismaService,
    private readonly stock: StockService,
    private readonly outbox: OutboxService,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  /** @returns the order of a session; null when there is none */
  findOrder(stripeSessionId: string): Promise<PlacedOrder | null> {
    const select = { id: true, orderNumber: true, status: true };
    return this.prisma.order.findUnique({ where: { stripeSessionId }, select });
  }

  /**
   * Whether each line could be decremented now.
   * @param planned units by variant that other orders will take; if there is stock, the lines are added
   */
  async hasStock(lines: PaidSession['lines'], planned: Map<string, number>): Promise<boolean> {
    const variants = await this.prisma.variant.findMany({
      where: { id: { in: lines.map(({ variantId }) => variantId) } },
      select: { id: true, stock: true },
    });
    const stock = new Map(variants.map((variant) => [variant.id, variant.stock]));
    const unitsOf = (id: string) => planned.get(id) ?? 0;
    if (lines.some(({ variantId: id, quantity }) => (stock.get(id) ?? 0) - unitsOf(id) < quantity)) return false;
    for (const { variantId: id, quantity } of lines) planned.set(id, unitsOf(id) + quantity);
    return true;
  }

  /**
   * Decrements the stock; writes order, ledger and mail.
   * @throws InsufficientStockError, VariantGoneError when a line cannot be decremented
   * @throws a unique violation when the session has an order already
   */
  async place(tx: Prisma.TransactionClient, paid: PaidSession): Promise<PlacedOrder> {
    const sold = await this.stock.decrementStock(tx, paid.lines, { reference: paid.stripeSessionId });
    const at = { now: new Date(), timeZone: this.app.timeZone };
    const rows = paidOrder(paid, await findBuyer(tx, paid), sold, at);
    await insertOrder(tx, rows);
    const { id, orderNumber, status } = rows.order;
    await this.outbox.add(tx, paid.mismatch ? [orderPaid(id), reviewAlert(id, paid.mismatch)] : [orderPaid(id)]);
    return { id, orderNumber, status };
  }
}

function reviewAlert(orderId: string, mismatch: string): NewMail {
  const subject = 'Une commande payée est à vérifier';
  return shopAlert(`review:${orderId}`, { subject, lines: [mismatch], orderId });
}

/**
 * Returns the owner. Locks the account: a concurrent deletion has either happened already, or will find this order and
 * remove its owner. After a restore the account may be lost: then the order is a guest's.
 */
export async function findBuyer(
  tx: Prisma.TransactionClient,
  { userId, isRestored }: Pick<PaidSession, 'userId' | 'isRestored'>,
): Promise<Buyer> {
  if (userId === null || (await lockAccount(tx, userId))) return { userId, isGone: false };
  return { userId: null, isGone: !isRestored };
}

/**
 * One statement per table; a nested create would read everything back.
 * @throws a unique violation when the session has an order already
 */
export async function insertOrder(tx: Prisma.TransactionClient, { order, items, events }: OrderRows): Promise<void> {
  await insertRows(tx, 'Order', [order]);
  await insertRows(tx, 'OrderItem', items);
  await insertRows(tx, 'OrderEvent', events);
}
