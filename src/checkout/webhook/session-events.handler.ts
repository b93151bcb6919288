import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { RedeliverLaterError } from '../checkout.errors.js';
import { SessionSettlement } from '../settlement/session-settlement.service.js';
import { STRIPE_API_VERSION } from '../stripe/stripe-client.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import type { Claim, EventOutcome, StripeEventHandler } from './event-handler.js';

/** What becomes of sessions: docs.stripe.com/checkout/fulfillment */
@Injectable()
export class SessionEventsHandler implements StripeEventHandler {
  readonly types = [
    'checkout.session.completed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.async_payment_failed',
    'checkout.session.expired',
  ];

  constructor(
    private readonly stripe: StripeGateway,
    private readonly settlement: SessionSettlement,
  ) {}

  /** @throws RedeliverLaterError when it was paid and the goods are gone: Stripe is to come again */
  async handle(event: Stripe.Event, claim: Claim): Promise<EventOutcome> {
    const session = await this.read(event);
    if (!session) return 'ignored';
    const { state } =
      event.type === 'checkout.session.async_payment_failed'
        ? await this.settlement.fail(session, claim)
        : await this.settlement.settle(session, claim);
    if (state === 'oversold') throw new RedeliverLaterError('Paid, but sold out', { stripeSessionId: session.id });
    if (state !== 'foreign') return state === 'open' ? 'ignored' : 'applied';
    // Money for somebody else's goods in our account, or for ours without a word of what they are.
    return session.payment_status === 'unpaid' ? 'ignored' : 'review';
  }

  /** The event's object has the shape of the endpoint's API version; one of another version is read anew in ours. */
  private async read(event: Stripe.Event): Promise<Stripe.Checkout.Session | null> {
    const session = event.data.object as Stripe.Checkout.Session;
    if (event.api_version === STRIPE_API_VERSION) return session;
    return typeof session.id === 'string' ? this.stripe.findSession(session.id) : null;
  }
}
