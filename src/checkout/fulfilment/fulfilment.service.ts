import { Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { CatalogCache } from '../../catalog/catalog-cache.js';
import { StockService } from '../../catalog/stock/stock.service.js';
import { VariantsService } from '../../catalog/variants.service.js';
import type { Order, Prisma } from '../../generated/sqlite/client.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { paidOrder } from './paid-order.js';
import { toPaidSession, type PaidSession } from './paid-session.js';

export interface Fulfilment {
  order: Pick<Order, 'id' | 'orderNumber'>;
  /** Whether this very call made the order. */
  created: boolean;
}

/** The event that reports a payment, when one does. */
export type ReportedBy = Pick<Stripe.Event, 'id' | 'type'>;

/** The one path from a paid session to an order, whoever notices the payment first. */
@Injectable()
export class FulfilmentService {
  private readonly logger = new Logger(FulfilmentService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly stock: StockService,
    private readonly variants: VariantsService,
    private readonly catalogCache: CatalogCache,
    private readonly stripe: StripeGateway,
  ) {}

  /**
   * Turns a paid session into an order. Safe to call again with the same session or event, also at the same time: one
   * order, its stock taken once.
   * @returns null when the session isn't ours or nothing has been paid for it
   * @throws InsufficientStockError when a line can't be taken; then nothing has been written
   */
  async fulfil(session: Stripe.Checkout.Session, event?: ReportedBy): Promise<Fulfilment | null> {
    const paid = toPaidSession(session);
    if (!paid) return null;

    try {
      const fulfilment = await this.commit(paid, event);
      if (fulfilment.created) {
        this.catalogCache.invalidate();
        this.logger.log({ orderId: fulfilment.order.id, totalCents: paid.totalCents }, 'Order made');
      }
      return fulfilment;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      // Somebody else was in the middle of the same: it is done now, or it failed and the call may come again.
      const order = await this.findOrder(this.prisma, paid.stripeSessionId);
      if (!order) throw error;
      return { order, created: false };
    }
  }

  /** @returns the order of a session, if it has become one */
  findOrder(tx: Prisma.TransactionClient, stripeSessionId: string): Promise<Fulfilment['order'] | null> {
    return tx.order.findUnique({ where: { stripeSessionId }, select: { id: true, orderNumber: true } });
  }

  private async commit(paid: PaidSession, event?: ReportedBy): Promise<Fulfilment> {
    try {
      return await this.prisma.$transaction((tx) => this.write(tx, paid, event));
    } catch (error) {
      if (!(error instanceof DeletedVariantError)) throw error;
      // Only Stripe still knows what it was called, and Stripe is never asked inside a transaction.
      const lineNames = await this.stripe.listLineNames(paid.stripeSessionId);
      return this.prisma.$transaction((tx) => this.write(tx, paid, event, lineNames));
    }
  }

  private async write(
    tx: Prisma.TransactionClient,
    paid: PaidSession,
    event?: ReportedBy,
    lineNames?: string[],
  ): Promise<Fulfilment> {
    const { stripeSessionId, checkoutId, lines } = paid;
    // The event's own key first: the same event twice at once ends here for the second.
    if (event) await tx.stripeEvent.upsert({ where: { id: event.id }, create: pick(event), update: {} });
    const existing = await this.findOrder(tx, stripeSessionId);
    if (existing) return { order: existing, created: false };

    const taken = await this.stock.take(tx, lines, { reference: stripeSessionId });
    const variants = await this.variants.listByIds(
      tx,
      lines.map(({ variantId }) => variantId),
    );
    if (variants.length < lines.length && !lineNames) throw new DeletedVariantError();
    const buyer = paid.userId && (await tx.user.findUnique({ where: { id: paid.userId }, select: { id: true } }));
    const goods = { taken, variants, lineNames: lineNames ?? [] };
    const order = await tx.order.create({
      data: paidOrder(paid, buyer ? buyer.id : null, goods, new Date()),
      select: { id: true, orderNumber: true },
    });
    await tx.checkoutSession.updateMany({ where: { id: checkoutId }, data: { status: 'PAID', stripeSessionId } });
    return { order, created: true };
  }
}

/** A line's variant has been deleted since the session was made, and the line's name is not known yet. */
class DeletedVariantError extends Error {}

function pick({ id, type }: ReportedBy): ReportedBy {
  return { id, type };
}
