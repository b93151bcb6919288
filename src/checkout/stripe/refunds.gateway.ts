import { Injectable, Logger } from '@nestjs/common';
import Stripe from 'stripe';
import { StripeClients } from './stripe-clients.js';
import { isMissing, toUnavailable } from './stripe-errors.js';

/**
 * Stripe's answer to a refund request.
 * - `made`: created; its status says whether the bank has confirmed it.
 * - `refused`: not created under this key, and a retry is useless.
 * - `unknown`: no answer, or an unclear one. Retry with the same key.
 * - `failed`: Stripe stores a failure under this key, with or without a refund. Read the payment before using another
 *   key.
 */
export type RefundAnswer =
  | { outcome: 'made'; refund: Stripe.Refund }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'unknown'; reason: string }
  | { outcome: 'failed'; reason: string };

/** Stripe's largest page. */
const PAGE = 100;

/** Refunds and their payments. */
@Injectable()
export class RefundsGateway {
  private readonly logger = new Logger('Stripe');

  constructor(private readonly clients: StripeClients) {}

  private get stripe(): Stripe {
    return this.clients.current;
  }

  /** Creates a refund. Does not throw for errors of Stripe. */
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
   * @returns all refunds of a payment, newest first, including those made in Stripe's dashboard
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
   * Refunds created between two times, newest first, loaded page by page.
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
   * @returns a payment's metadata, which says whether it is this shop's; null when Stripe does not know it
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

/** Which answers Stripe stores under a key: docs.stripe.com/api/idempotent_requests */
function toAnswer(error: InstanceType<typeof Stripe.errors.StripeError>, reason: string): RefundAnswer {
  const { errors } = Stripe;
  const { statusCode = 0 } = error;
  // Rate limit (429, or 400 with the code `rate_limit`), a concurrent request with the same key, or a wrong secret key:
  // a retry may succeed.
  if (error instanceof errors.StripeRateLimitError || [401, 403, 409, 429].includes(statusCode))
    return { outcome: 'unknown', reason };
  // The key was used for another request, whose result must be read.
  if (error instanceof errors.StripeIdempotencyError) return { outcome: 'failed', reason };
  if (statusCode >= 400 && statusCode < 500) return { outcome: 'refused', reason };
  return { outcome: error.headers?.['idempotent-replayed'] === 'true' ? 'failed' : 'unknown', reason };
}
