import { Injectable, type OnModuleInit } from '@nestjs/common';
import type Stripe from 'stripe';
import { idOf, PaymentOrders } from '../refunds/payment-orders.service.js';
import { NeedsReviewError } from '../rules/needs-review.error.js';
import type { EventOutcome, RecordEvent, StripeEventHandler } from '../stripe-events/event-handler.js';
import { StripeEventsService } from '../stripe-events/stripe-events.service.js';
import { DisputesService } from './disputes.service.js';

/** A buyer's bank disputes a payment. Each event makes the dispute be read again, so their order does not matter. */
@Injectable()
export class DisputeEventsHandler implements StripeEventHandler, OnModuleInit {
  readonly types = [
    'charge.dispute.created',
    'charge.dispute.updated',
    'charge.dispute.closed',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
  ];

  constructor(
    private readonly events: StripeEventsService,
    private readonly orders: PaymentOrders,
    private readonly disputes: DisputesService,
  ) {}

  onModuleInit(): void {
    this.events.register(this);
  }

  /**
   * @throws PaymentUnavailableError when Stripe does not answer, so that it delivers the event again
   * @throws NeedsReviewError when Stripe does not know it
   */
  async handle(event: Stripe.Event, record: RecordEvent): Promise<EventOutcome> {
    const dispute = event.data.object as Stripe.Dispute;
    const paymentIntentId = idOf(dispute.payment_intent);
    const orderId = await this.orders.find(paymentIntentId);
    if (!orderId) return this.orders.outcomeWithout(paymentIntentId);
    if (await this.disputes.refresh(orderId, dispute.id, record)) return 'applied';
    throw new NeedsReviewError('NOT_AT_STRIPE', 'Stripe does not know the dispute');
  }
}
