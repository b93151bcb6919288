import { Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { InsufficientStockError } from '../../catalog/stock/stock.errors.js';
import { RedeliverLaterError } from '../checkout.errors.js';
import { FulfilmentService } from '../fulfilment/fulfilment.service.js';
import { CheckoutSessionsService } from '../session/checkout-sessions.service.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';

/** What Stripe tells us: docs.stripe.com/api/events/types. It may come twice, late, or in another order. */
@Injectable()
export class WebhookService {
  private readonly logger = new Logger(WebhookService.name);

  constructor(
    private readonly stripe: StripeGateway,
    private readonly fulfilment: FulfilmentService,
    private readonly sessions: CheckoutSessionsService,
  ) {}

  /**
   * Returns once the event's effect is committed; whatever is thrown makes Stripe deliver it again.
   * @param rawBody the very bytes that were signed
   * @throws InvalidSignatureError
   * @throws RedeliverLaterError when the goods are gone
   */
  async receive(rawBody: Buffer, signature: string | undefined): Promise<void> {
    const event = this.stripe.verifyEvent(rawBody, signature);
    switch (event.type) {
      case 'checkout.session.completed':
      case 'checkout.session.async_payment_succeeded':
        return this.fulfil(event.data.object, event);
      case 'checkout.session.async_payment_failed':
      case 'checkout.session.expired':
        return this.sessions.close({ stripeSessionId: event.data.object.id });
      default:
        this.logger.debug({ type: event.type }, 'Event without a meaning here');
    }
  }

  private async fulfil(session: Stripe.Checkout.Session, event: Stripe.Event): Promise<void> {
    try {
      await this.fulfilment.fulfil(session, event);
    } catch (error) {
      if (!(error instanceof InsufficientStockError)) throw error;
      throw new RedeliverLaterError('Paid, but sold out', { stripeSessionId: session.id, ...error.context });
    }
  }
}
