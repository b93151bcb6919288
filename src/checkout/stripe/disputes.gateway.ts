import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { StripeClients } from './stripe-clients.js';
import { isMissing, toUnavailable } from './stripe-errors.js';

/** Stripe's largest page. */
const PAGE = 100;

/** Disputes, early fraud warnings and reviews of payments. */
@Injectable()
export class DisputesGateway {
  constructor(private readonly clients: StripeClients) {}

  private get stripe(): Stripe {
    return this.clients.current;
  }

  /**
   * @returns null when Stripe knows no such dispute
   * @throws PaymentUnavailableError
   */
  find(id: string): Promise<Stripe.Dispute | null> {
    return orNull('retrieve dispute', this.stripe.disputes.retrieve(id));
  }

  /**
   * Disputes opened between two times, newest first, loaded page by page.
   * @throws PaymentUnavailableError
   */
  async *list(from: Date, to: Date): AsyncGenerator<Stripe.Dispute> {
    const created = { gte: Math.floor(from.getTime() / 1000), lte: Math.ceil(to.getTime() / 1000) };
    try {
      yield* this.stripe.disputes.list({ created, limit: PAGE });
    } catch (error) {
      throw toUnavailable('list disputes', error);
    }
  }

  /**
   * @returns null when Stripe knows no such warning
   * @throws PaymentUnavailableError
   */
  findFraudWarning(id: string): Promise<Stripe.Radar.EarlyFraudWarning | null> {
    return orNull('retrieve early fraud warning', this.stripe.radar.earlyFraudWarnings.retrieve(id));
  }

  /**
   * @returns null when Stripe knows no such review
   * @throws PaymentUnavailableError
   */
  findReview(id: string): Promise<Stripe.Review | null> {
    return orNull('retrieve review', this.stripe.reviews.retrieve(id));
  }

  /**
   * @returns the payment of a charge, for what names only its charge; null when Stripe knows neither
   * @throws PaymentUnavailableError
   */
  async findPaymentOf(chargeId: string): Promise<string | null> {
    const charge = await orNull('retrieve charge', this.stripe.charges.retrieve(chargeId));
    const payment = charge?.payment_intent ?? null;
    return typeof payment === 'string' ? payment : (payment?.id ?? null);
  }
}

async function orNull<T>(call: string, answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isMissing(error)) return null;
    throw toUnavailable(call, error);
  }
}
