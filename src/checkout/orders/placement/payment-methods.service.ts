import { Injectable, Logger } from '@nestjs/common';
import { PrismaService } from '../../../prisma/prisma.service.js';
import type { PaymentMethod } from '../../stripe/payment-method.js';
import { StripeGateway } from '../../stripe/stripe.gateway.js';

/** From minutes to a day: a tenth of the order's age. */
const AGAIN_MS = { least: 5 * 60_000, most: 24 * 60 * 60_000 };

/** Later, `card` stays. */
const GIVE_UP_MS = 30 * 24 * 60 * 60_000;

const BATCH = 50;

/**
 * Notes what each order was paid with. No event of a session says it, so the payment is read at Stripe, after the order
 * is committed: the order never waits for that, and a crash loses nothing.
 */
@Injectable()
export class PaymentMethodsService {
  private readonly logger = new Logger(PaymentMethodsService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly stripe: StripeGateway,
  ) {}

  /** The first failure ends the run: Stripe is away, most likely. */
  async noteDue(signal?: AbortSignal): Promise<void> {
    for (;;) {
      const due = await this.prisma.order.findMany({
        where: { paymentMethodDueAt: { lte: new Date() } },
        orderBy: { paymentMethodDueAt: 'asc' },
        select: { id: true, paymentIntentId: true, createdAt: true },
        take: BATCH,
      });
      for (const { id, paymentIntentId, createdAt } of due) {
        if (signal?.aborted) return;
        try {
          await this.note(id, paymentIntentId === null ? null : await this.stripe.findPaymentMethod(paymentIntentId));
        } catch (error) {
          this.logger.warn({ orderId: id, err: error }, 'The payment method of an order could not be read');
          // An order that can't be read must not block the others.
          await this.prisma.order.updateMany({ where: { id }, data: { paymentMethodDueAt: nextAttempt(createdAt) } });
          return;
        }
      }
      if (due.length < BATCH) return;
    }
  }

  private async note(id: string, method: PaymentMethod | null): Promise<void> {
    if (!method) {
      await this.prisma.order.updateMany({ where: { id }, data: { paymentMethodDueAt: null } });
      return;
    }
    const { type, brand, last4 } = method;
    // The account may have been deleted meanwhile.
    await this.prisma.$executeRaw`
      UPDATE "Order" SET "paymentMethod" = ${type}, "paymentBrand" = ${brand}, "paymentMethodDueAt" = NULL,
        "paymentLast4" = CASE WHEN "eraseOnEnd" THEN NULL ELSE CAST(${last4} AS TEXT) END
      WHERE "id" = ${id}`;
  }
}

function nextAttempt(orderedAt: Date): Date | null {
  const now = Date.now();
  const age = now - orderedAt.getTime();
  if (age > GIVE_UP_MS) return null;
  return new Date(now + Math.min(AGAIN_MS.most, Math.max(AGAIN_MS.least, age / 10)));
}
