import { Injectable, type OnModuleInit } from '@nestjs/common';
import type Stripe from 'stripe';
import { idOf, PaymentOrders } from '../refunds/payment-orders.service.js';
import { NeedsReviewError } from '../rules/needs-review.error.js';
import type { EventOutcome, RecordEvent, StripeEventHandler } from '../stripe-events/event-handler.js';
import { StripeEventsService } from '../stripe-events/stripe-events.service.js';
import { DisputesGateway } from '../stripe/disputes.gateway.js';
import { PaymentWarnings } from './payment-warnings.service.js';

/** Stripe Radar or the card's bank warns of a payment. */
@Injectable()
export class WarningEventsHandler implements StripeEventHandler, OnModuleInit {
  readonly types = [
    'radar.early_fraud_warning.created',
    'radar.early_fraud_warning.updated',
    'review.opened',
    'review.closed',
  ];

  constructor(
    private readonly events: StripeEventsService,
    private readonly gateway: DisputesGateway,
    private readonly orders: PaymentOrders,
    private readonly warnings: PaymentWarnings,
  ) {}

  onModuleInit(): void {
    this.events.register(this);
  }

  /**
   * @throws PaymentUnavailableError when Stripe does not answer, so that it delivers the event again
   * @throws NeedsReviewError when Stripe does not know it
   */
  async handle(event: Stripe.Event, record: RecordEvent): Promise<EventOutcome> {
    const object = event.data.object as Stripe.Radar.EarlyFraudWarning | Stripe.Review;
    const kind = event.type.startsWith('review.') ? 'REVIEW' : 'EARLY_FRAUD_WARNING';
    const paymentIntentId = await this.paymentOf(object);
    const orderId = await this.orders.find(paymentIntentId);
    if (!orderId) return this.orders.outcomeWithout(paymentIntentId);
    if (await this.warnings.refresh(orderId, kind, object.id, record)) return 'applied';
    throw new NeedsReviewError('NOT_AT_STRIPE', 'Stripe does not know the warning');
  }

  /** Both may name only the charge. */
  private async paymentOf(object: Stripe.Radar.EarlyFraudWarning | Stripe.Review): Promise<string | null> {
    const paymentIntentId = idOf(object.payment_intent ?? null);
    if (paymentIntentId) return paymentIntentId;
    const chargeId = idOf(object.charge);
    return chargeId === null ? null : this.gateway.findPaymentOf(chargeId);
  }
}
