import { Injectable, Logger } from '@nestjs/common';
import Stripe from 'stripe';
import { isMissing, toUnavailable } from './stripe-errors.js';

/**
 * What Stripe says to the wish for a refund.
 * - `made`: it has it; whether the bank has too is in its status.
 * - `refused`: there is none under this key, and asking again is no use.
 * - `unknown`: no answer came, or none that tells. Ask again with the same key.
 * - `failed`: Stripe keeps a failure under this key, whatever came of it. Look at the payment before another key is used.
 */
export type RefundAnswer =
  | { outcome: 'made'; refund: Stripe.Refund }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'unknown'; reason: string }
  | { outcome: 'failed'; reason: string };

/** Stripe's largest page. */
const PAGE = 100;

/** Refunds, and the payments that they are of. */
@Injectable()
export class RefundsGateway {
  private readonly logger = new Logger('Stripe');

  constructor(private readonly stripe: Stripe) {}

  /** Gives money back. Never throws for anything that Stripe does. */
  async create(params: Stripe.RefundCreateParams, idempotencyKey: string): Promise<RefundAnswer> {
    try {
      return { outcome: 'made', refund: await this.stripe.refunds.create(params, { idempotencyKey }) };
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError)) throw error;
      const { type, code, statusCode, requestId, message: reason } = error;
      this.logger.warn({ call: 'create refund', type, code, statusCode, stripeRequestId: requestId }, 'Stripe failed');
      return toAnswer(error, reason);
    }
  }

  /**
   * @returns all refunds of a payment, newest first, those made by hand at Stripe included
   * @throws PaymentUnavailableError
   */
  async listOf(paymentIntentId: string): Promise<Stripe.Refund[]> {
    try {
      const refunds: Stripe.Refund[] = [];
      for await (const refund of this.stripe.refunds.list({ payment_intent: paymentIntentId, limit: PAGE })) {
        refunds.push(refund);
      }
      return refunds;
    } catch (error) {
      if (isMissing(error)) return [];
      throw toUnavailable('list refunds', error);
    }
  }

  /**
   * Refunds made between two moments, newest first, page by page as they are asked for.
   * @throws PaymentUnavailableError
   */
  async *list(from: Date, to: Date): AsyncGenerator<Stripe.Refund> {
    const created = { gte: Math.floor(from.getTime() / 1000), lte: Math.ceil(to.getTime() / 1000) };
    try {
      yield* this.stripe.refunds.list({ created, limit: PAGE });
    } catch (error) {
      throw toUnavailable('list refunds', error);
    }
  }

  /**
   * @returns null when Stripe knows no such refund
   * @throws PaymentUnavailableError
   */
  async find(id: string): Promise<Stripe.Refund | null> {
    try {
      return await this.stripe.refunds.retrieve(id);
    } catch (error) {
      if (isMissing(error)) return null;
      throw toUnavailable('retrieve refund', error);
    }
  }

  /**
   * @returns what a payment carries, which says whether it is this shop's; null when Stripe knows no such payment
   * @throws PaymentUnavailableError
   */
  async findPaymentMetadata(paymentIntentId: string): Promise<Stripe.Metadata | null> {
    try {
      return (await this.stripe.paymentIntents.retrieve(paymentIntentId)).metadata;
    } catch (error) {
      if (isMissing(error)) return null;
      throw toUnavailable('retrieve payment', error);
    }
  }
}

/** Which answers are kept under a key: docs.stripe.com/api/idempotent_requests */
function toAnswer(error: InstanceType<typeof Stripe.errors.StripeError>, reason: string): RefundAnswer {
  const { errors } = Stripe;
  const { statusCode = 0 } = error;
  // Too many calls, another request with the same key under way, or a secret key that is wrong: our side can be mended.
  if ([401, 403, 409, 429].includes(statusCode)) return { outcome: 'unknown', reason };
  // The key was used for something else: what that was must be looked at.
  if (error instanceof errors.StripeIdempotencyError) return { outcome: 'failed', reason };
  if (statusCode >= 400 && statusCode < 500) return { outcome: 'refused', reason };
  return { outcome: error.headers?.['idempotent-replayed'] === 'true' ? 'failed' : 'unknown', reason };
}
