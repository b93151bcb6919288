import { Inject, Injectable, Logger } from '@nestjs/common';
import type { InsufficientStockError } from '../../catalog/stock/stock.errors.js';
import { VariantsService } from '../../catalog/variants.service.js';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import type { Prisma, Refund } from '../../generated/sqlite/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { orderOversold, shopOversold } from '../mails/new-order-mails.js';
import { RefundsService } from '../refunds/refunds.service.js';
import { CheckoutSessionsService } from '../session/checkout-sessions.service.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import type { Claim } from '../webhook/event-handler.js';
import { findBuyer, FulfilmentService, insertOrder, type MadeOrder } from './fulfilment.service.js';
import { oversoldOrder } from './paid-order.js';
import type { PaidSession } from './paid-session.js';

const MINUTE_MS = 60_000;

/** How often a restock is looked for while Stripe does not ask. */
const AGAIN_MS = 2 * MINUTE_MS;

/** Payments whose goods are gone: they wait for a restock, and then the money goes back. */
@Injectable()
export class OversoldService {
  private readonly logger = new Logger(OversoldService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly variants: VariantsService,
    private readonly sessions: CheckoutSessionsService,
    private readonly fulfilment: FulfilmentService,
    private readonly refunds: RefundsService,
    private readonly outbox: OutboxService,
    private readonly stripe: StripeGateway,
    @Inject(checkoutConfig.KEY) private readonly config: CheckoutConfig,
  ) {}

  /**
   * Notes that a payment could not be fulfilled; from the first time on its time runs.
   * @returns whether it has waited long enough
   */
  async isDue({ stripeSessionId }: PaidSession, error: InsufficientStockError): Promise<boolean> {
    const now = Date.now();
    const refundDueAt = new Date(now + this.config.oversoldRetryMinutes * MINUTE_MS);
    const again = { attempts: { increment: 1 }, lastError: error.message };
    const payment = await this.prisma.oversoldPayment.upsert({
      where: { stripeSessionId },
      create: { stripeSessionId, refundDueAt, attempts: 1, lastError: error.message, nextAttemptAt: new Date(now) },
      update: again,
    });
    if (payment.refundDueAt.getTime() <= now) return true;
    const nextAttemptAt = new Date(Math.min(now + AGAIN_MS, payment.refundDueAt.getTime()));
    await this.prisma.oversoldPayment.updateMany({ where: { stripeSessionId }, data: { nextAttemptAt } });
    this.logger.warn({ stripeSessionId, ...error.context }, 'Paid, but sold out');
    return false;
  }

  /**
   * Gives the money back: the order is there, and says so, before Stripe is asked; the refund is then asked for until
   * Stripe has it. When the payment became an order meanwhile, nothing happens.
   */
  async giveBack(paid: PaidSession, claim?: Claim): Promise<MadeOrder> {
    const { stripeSessionId } = paid;
    const lineNames = await this.lineNames(paid);
    try {
      const refund = await this.prisma.$transaction((tx) => this.write(tx, paid, lineNames, claim));
      this.outbox.kick();
      // Whatever Stripe says: the refund is written, and its job asks until Stripe has it.
      if (refund) await this.refunds.settle(refund.id).catch((error: unknown) => this.logger.warn(error));
    } catch (error) {
      if (!isUniqueViolation(error) || !(await this.fulfilment.findOrder(stripeSessionId))) throw error;
      await claim?.(this.prisma);
    }
    return (await this.fulfilment.findOrder(stripeSessionId))!;
  }

  private async write(
    tx: Prisma.TransactionClient,
    paid: PaidSession,
    lineNames: string[],
    claim?: Claim,
  ): Promise<Refund | null> {
    const { stripeSessionId, checkoutId, lines, totalCents } = paid;
    if (claim && !(await claim(tx))) return null;
    const variants = await this.variants.listByIds(
      tx,
      lines.map(({ variantId }) => variantId),
    );
    const rows = oversoldOrder(paid, await findBuyer(tx, paid.userId), variants, lineNames, new Date());
    const { id: orderId } = rows.order;
    await insertOrder(tx, rows);
    await this.sessions.markPaid(tx, { id: checkoutId, stripeSessionId }, null);
    await tx.oversoldPayment.updateMany({ where: { stripeSessionId }, data: { resolvedAt: new Date() } });
    await this.outbox.add(tx, [orderOversold(orderId), shopOversold(orderId)]);
    if (totalCents === 0) return null;
    return this.refunds.request(tx, {
      orderId,
      cause: 'OVERSOLD',
      amountCents: totalCents,
      idempotencyKey: `refund:${stripeSessionId}`,
      restock: false,
    });
  }

  /** Only Stripe still knows what a deleted variant was called; without Stripe it goes by a general name. */
  private async lineNames({ stripeSessionId, lines }: PaidSession): Promise<string[]> {
    const ids = lines.map(({ variantId }) => variantId);
    const variants = await this.variants.listByIds(this.prisma, ids);
    if (variants.length === lines.length) return [];
    return this.stripe.listLineNames(stripeSessionId).catch(() => []);
  }
}
