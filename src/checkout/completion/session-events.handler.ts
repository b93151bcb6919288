import { Injectable, type OnModuleInit } from '@nestjs/common';
import type Stripe from 'stripe';
import { PaymentUnavailableError, RedeliverLaterError } from '../rules/checkout.errors.js';
import { SessionCompletion } from './session-completion.service.js';
import { STRIPE_API_VERSION } from '../stripe/stripe-client.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import type { EventOutcome, RecordEvent, StripeEventHandler } from '../stripe-events/event-handler.js';
import { StripeEventsService } from '../stripe-events/stripe-events.service.js';

const PAID = ['checkout.session.completed', 'checkout.session.async_payment_succeeded'];

/** Events about the end of sessions: docs.stripe.com/checkout/fulfillment */
@Injectable()
export class SessionEventsHandler implements StripeEventHandler, OnModuleInit {
  readonly types = [...PAID, 'checkout.session.async_payment_failed', 'checkout.session.expired'];

  constructor(
    private readonly events: StripeEventsService,
    private readonly stripe: StripeGateway,
    private readonly completion: SessionCompletion,
  ) {}

  onModuleInit(): void {
    this.events.register(this);
  }

  /**
   * @throws RedeliverLaterError when it was paid and is sold out, so that Stripe delivers the event again
   * @throws NeedsReviewError for a payment that a person must decide about
   */
  async handle(event: Stripe.Event, record: RecordEvent): Promise<EventOutcome> {
    const session = await this.read(event);
    if (!session) return ignoreUnpaid(event);
    const outcome =
      event.type === 'checkout.session.async_payment_failed'
        ? await this.completion.fail(session, record)
        : await this.completion.complete(session, record);
    switch (outcome.state) {
      case 'oversold':
        throw new RedeliverLaterError('Paid, but sold out', { stripeSessionId: session.id });
      case 'review':
        throw outcome.reason;
      case 'open':
      case 'foreign':
        return 'ignored';
      default:
        return 'applied';
    }
  }

  /**
   * The event's object has the schema of the endpoint's API version. An object of another version is read again from
   * Stripe.
   */
  private async read(event: Stripe.Event): Promise<Stripe.Checkout.Session | null> {
    const session = event.data.object as Stripe.Checkout.Session;
    if (event.api_version === STRIPE_API_VERSION) return session;
    return typeof session.id === 'string' ? this.stripe.findSession(session.id) : null;
  }
}

/** @throws PaymentUnavailableError for a payment that Stripe does not know: it is retried, then reviewed */
function ignoreUnpaid({ type }: Stripe.Event): EventOutcome {
  if (!PAID.includes(type)) return 'ignored';
  throw new PaymentUnavailableError('Stripe does not know the paid session');
}
