import { Injectable, type OnModuleInit } from '@nestjs/common';
import type Stripe from 'stripe';
import { CacheVersion } from '../../cache/cache-version.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { RefundsGateway } from '../stripe/refunds.gateway.js';
import type { EventOutcome, RecordEvent, StripeEventHandler } from '../stripe-events/event-handler.js';
import { StripeEventsService } from '../stripe-events/stripe-events.service.js';
import { hasFailed, StripeRefunds } from './stripe-refunds.service.js';
import { idOf, PaymentOrders } from './payment-orders.service.js';

interface Subject {
  paymentIntentId: string | null;
  refunds: Stripe.Refund[];
}

/**
 * Events about refunds, also those made in Stripe's dashboard. Events arrive late and in any order, so the current
 * state is read from Stripe.
 */
@Injectable()
export class RefundEventsHandler implements StripeEventHandler, OnModuleInit {
  readonly types = ['charge.refunded', 'refund.created', 'refund.updated', 'refund.failed'];

  constructor(
    private readonly events: StripeEventsService,
    private readonly prisma: PrismaService,
    private readonly gateway: RefundsGateway,
    private readonly orders: PaymentOrders,
    private readonly atStripe: StripeRefunds,
    private readonly outbox: OutboxService,
    private readonly cacheVersion: CacheVersion,
  ) {}

  onModuleInit(): void {
    this.events.register(this);
  }

  /** @throws PaymentUnavailableError when Stripe does not answer, so that it delivers the event again */
  async handle(event: Stripe.Event, record: RecordEvent): Promise<EventOutcome> {
    const subject = await this.subjectOf(event);
    if (!subject) return 'ignored';
    const orderId = await this.orders.find(subject.paymentIntentId);
    if (!orderId) return this.orders.outcomeWithout(subject.paymentIntentId);

    await this.prisma.$transaction(async (tx) => {
      await record(tx);
      for (const refund of subject.refunds) await this.atStripe.apply(tx, orderId, refund);
    });
    await this.cacheVersion.invalidate();
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
        const refund = await this.current(event.data.object);
        return { paymentIntentId: idOf(refund.payment_intent), refunds: [refund] };
      }
      default:
        return null;
    }
  }

  /** A failed refund is final; any other may have changed since the event. */
  private async current(reported: Stripe.Refund): Promise<Stripe.Refund> {
    return hasFailed(reported) ? reported : ((await this.gateway.find(reported.id)) ?? reported);
  }
}
