import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { CatalogCache } from '../../../catalog/catalog-cache.js';
import { OutboxService } from '../../../mail/outbox.service.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { RefundsGateway } from '../../stripe/refunds.gateway.js';
import type { Claim, EventOutcome, StripeEventHandler } from '../../webhook/event-handler.js';
import { hasFailed, StripeRefunds } from '../stripe-refunds.service.js';
import { idOf, PaymentOrders } from './payment-orders.service.js';

interface Subject {
  paymentIntentId: string | null;
  refunds: Stripe.Refund[];
}

/** Refunds, by whoever made them. Events come late and in any order, so what Stripe says now counts, not the event. */
@Injectable()
export class RefundEventsHandler implements StripeEventHandler {
  readonly types = ['charge.refunded', 'refund.created', 'refund.updated', 'refund.failed'];

  constructor(
    private readonly prisma: PrismaService,
    private readonly gateway: RefundsGateway,
    private readonly orders: PaymentOrders,
    private readonly atStripe: StripeRefunds,
    private readonly outbox: OutboxService,
    private readonly cache: CatalogCache,
  ) {}

  /** @throws PaymentUnavailableError when Stripe can't be asked: the event is to come again */
  async handle(event: Stripe.Event, claim: Claim): Promise<EventOutcome> {
    const subject = await this.subjectOf(event);
    if (!subject) return 'ignored';
    const orderId = await this.orders.find(subject.paymentIntentId);
    if (!orderId) return this.orders.outcomeWithout(subject.paymentIntentId);

    await this.prisma.$transaction(async (tx) => {
      if (!(await claim(tx))) return;
      for (const refund of subject.refunds) await this.atStripe.take(tx, orderId, refund);
    });
    await this.cache.invalidate();
    this.outbox.kick();
    return 'applied';
  }

  private async subjectOf(event: Stripe.Event): Promise<Subject | null> {
    switch (event.type) {
      case 'charge.refunded': {
        const paymentIntentId = idOf(event.data.object.payment_intent);
        return { paymentIntentId, refunds: paymentIntentId ? await this.gateway.listOf(paymentIntentId) : [] };
      }
      case 'refund.created':
      case 'refund.updated':
      case 'refund.failed': {
        const refund = await this.freshest(event.data.object);
        return { paymentIntentId: idOf(refund.payment_intent), refunds: [refund] };
      }
      default:
        return null;
    }
  }

  /** A refund that failed has come to its end; any other may have gone on since the event. */
  private async freshest(told: Stripe.Refund): Promise<Stripe.Refund> {
    return hasFailed(told) ? told : ((await this.gateway.find(told.id)) ?? told);
  }
}
