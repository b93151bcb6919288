import { Inject, Injectable, Logger } from '@nestjs/common';
import type { InsufficientStockError } from '../../catalog/stock/stock.errors.js';
import { VariantsService } from '../../catalog/variants.service.js';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import type { Prisma } from '../../prisma/client.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { money } from '../../common/money.js';
import { orderOversold, shopAlert, shopOversold } from '../mails/new-order-mails.js';
import { RefundsService } from '../refunds/refunds.service.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { findBuyer, insertOrder, type PlacedOrder } from '../orders/placement/order-placement.service.js';
import { oversoldOrder } from '../orders/placement/paid-order.js';
import type { PaidSession } from '../sessions/paid-session.js';

const MINUTE_MS = 60_000;

/** Interval of the retries between Stripe's deliveries. */
const AGAIN_MS = 2 * MINUTE_MS;

/** Payments whose goods are sold out: they wait for a restock, then they are refunded. */
@Injectable()
export class OversoldService {
  private readonly logger = new Logger(OversoldService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly variants: VariantsService,
    private readonly refunds: RefundsService,
    private readonly outbox: OutboxService,
    private readonly stripe: StripeGateway,
    @Inject(checkoutConfig.KEY) private readonly config: CheckoutConfig,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  /**
   * Records that a payment has no stock. The first call starts the waiting time.
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

  /** Whether a payment without stock would be refunded now. Changes nothing. */
  async wouldRefund(stripeSessionId: string, lines: PaidSession['lines']): Promise<boolean> {
    if ((await this.variantsOf(lines)).length < lines.length) return true;
    const payment = await this.prisma.oversoldPayment.findUnique({ where: { stripeSessionId } });
    if (!payment) return this.config.oversoldRetryMinutes === 0;
    return payment.refundDueAt.getTime() <= Date.now();
  }

  /** Mails the shop, once, about a payment without goods and without a session of ours. It is not refunded. */
  async report({ stripeSessionId, totalCents, currency }: PaidSession): Promise<void> {
    // Without --since a reconciliation goes back four days only.
    const lines = [
      `Le paiement de ${money(totalCents, currency)} de la session ${stripeSessionId} est inconnu de la base de données, sans doute restaurée, et un article manque en stock.`,
      'Corrigez le stock puis lancez « npm run reconcile -- --since 30d », ou remboursez ce paiement chez Stripe. Rien n’est remboursé automatiquement.',
    ];
    const mail = shopAlert(`without-session:${stripeSessionId}`, { subject: 'Un paiement attend une décision', lines });
    await this.outbox.addOnce(this.prisma, mail);
    this.outbox.kick();
  }

  /**
   * Writes the order as REFUNDED, with its refund as REQUESTED: so a crash before Stripe is asked loses nothing. Call
   * `sendRefund` after the commit.
   * @param lineNames from `lineNames`
   * @throws a unique violation when the payment became an order meanwhile
   */
  async place(tx: Prisma.TransactionClient, paid: PaidSession, lineNames: string[]): Promise<PlacedOrder> {
    const { stripeSessionId, lines, totalCents } = paid;
    const variants = await this.variantsOf(lines, tx);
    const at = { now: new Date(), timeZone: this.app.timeZone };
    const rows = oversoldOrder(paid, await findBuyer(tx, paid), variants, lineNames, at);
    const { id: orderId, orderNumber, status } = rows.order;
    await insertOrder(tx, rows);
    await tx.oversoldPayment.updateMany({ where: { stripeSessionId }, data: { resolvedAt: new Date() } });
    await this.outbox.add(tx, [orderOversold(orderId), shopOversold(orderId)]);
    if (totalCents > 0) {
      await this.refunds.request(tx, {
        orderId,
        cause: 'OVERSOLD',
        amountCents: totalCents,
        idempotencyKey: refundKey(paid),
        restock: false,
      });
    }
    return { id: orderId, orderNumber, status };
  }

  /** Asks Stripe for the refund. Its job retries until Stripe has it. */
  async sendRefund(paid: PaidSession): Promise<void> {
    const refund = await this.prisma.refund.findUnique({ where: { idempotencyKey: refundKey(paid) } });
    if (refund) await this.refunds.process(refund.id).catch((error: unknown) => this.logger.warn(error));
  }

  /** Only Stripe still has the name of a deleted variant. If Stripe does not answer, the line gets a general name. */
  async lineNames({ stripeSessionId, lines }: PaidSession): Promise<string[]> {
    if ((await this.variantsOf(lines)).length === lines.length) return [];
    return this.stripe.listLineNames(stripeSessionId).catch(() => []);
  }

  /** Those that were not deleted. */
  private variantsOf(lines: PaidSession['lines'], tx: Prisma.TransactionClient = this.prisma) {
    return this.variants.listByIds(
      tx,
      lines.map(({ variantId }) => variantId),
    );
  }
}

function refundKey({ stripeSessionId }: PaidSession): string {
  return `refund:${stripeSessionId}`;
}
