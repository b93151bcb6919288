import { Inject, Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import type { Refund } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { isOfOtherMode } from '../orders/test-orders.js';
import { PaymentUnavailableError } from '../rules/checkout.errors.js';
import { RefundsGateway } from '../stripe/refunds.gateway.js';
import { hasFailed } from './stripe-refunds.service.js';

/** The result of sending a refund to Stripe. `none`: there was nothing to send. */
export type RefundResult =
  | { outcome: 'made'; refund: Stripe.Refund }
  | { outcome: 'none' }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'unknown'; reason: string }
  /** Less is left of the payment than requested: others refunded a part of it. */
  | { outcome: 'overtaken'; reason: string; leftCents: number; refunds: Stripe.Refund[] };

/** The order whose payment is refunded. */
export interface PaidOrder {
  paymentIntentId: string | null;
  totalCents: number;
  isTest: boolean;
}

/**
 * Number of idempotency keys that the first attempt tries: one more after each failure that Stripe stores. Each later
 * attempt tries one more. Concurrent callers use the same keys in the same order, so they never create two refunds.
 */
const FIRST_KEYS = 2;

/** The request that wrote the row sends the refund at once; the job comes later than that. */
const NEW_MS = 30_000;

/** Sends a refund to Stripe at most once, despite repeats and lost answers. */
@Injectable()
export class RefundSender {
  constructor(
    private readonly gateway: RefundsGateway,
    private readonly prisma: PrismaService,
    @Inject(stripeConfig.KEY) private readonly stripe: StripeConfig,
  ) {}

  /** Never inside a transaction. Does not throw for errors of Stripe. */
  async send(refund: Refund, order: PaidOrder): Promise<RefundResult> {
    if (refund.amountCents === 0 || isOfOtherMode(order, this.stripe)) return { outcome: 'none' };
    const { paymentIntentId, totalCents } = order;
    if (!paymentIntentId) return { outcome: 'refused', reason: 'The order has no payment at Stripe' };
    try {
      const answer = await this.create(refund, paymentIntentId);
      if (answer.outcome !== 'refused') return answer;
      return await this.explain(refund, { paymentIntentId, totalCents }, answer.reason);
    } catch (error) {
      if (!(error instanceof PaymentUnavailableError)) throw error;
      return { outcome: 'unknown', reason: error.message };
    }
  }

  private async create(refund: Refund, paymentIntentId: string): Promise<RefundResult> {
    // Stripe forgets a key after a day, so an earlier attempt may have created the refund. A restored backup may be from
    // before that attempt was counted.
    const mayExist = refund.attempts > 0 || Date.now() - refund.createdAt.getTime() > NEW_MS;
    const earlier = mayExist ? await this.findOurs(refund, paymentIntentId) : undefined;
    if (earlier) return { outcome: 'made', refund: earlier };

    const { id, orderId, amountCents: amount, idempotencyKey } = refund;
    const params: Stripe.RefundCreateParams = {
      payment_intent: paymentIntentId,
      amount,
      metadata: { order: orderId, refund: id },
    };
    let reason = '';
    for (let key = 1; key <= FIRST_KEYS + refund.attempts; key++) {
      const answer = await this.gateway.create(params, key === 1 ? idempotencyKey : `${idempotencyKey}:${key}`);
      if (answer.outcome !== 'failed') return answer;
      const made = await this.findOurs(refund, paymentIntentId);
      if (made) return { outcome: 'made', refund: made };
      reason = answer.reason;
    }
    return { outcome: 'unknown', reason };
  }

  private async findOurs({ id }: Refund, paymentIntentId: string): Promise<Stripe.Refund | undefined> {
    return (await this.gateway.listOf(paymentIntentId)).find(({ metadata }) => metadata?.refund === id);
  }

  /**
   * Stripe refuses more than is left and has no reliable code for it, so its list of refunds is read. When everything
   * is refunded, a single refund of the requested amount replaces ours.
   */
  private async explain(
    refund: Refund,
    { paymentIntentId, totalCents }: { paymentIntentId: string; totalCents: number },
    reason: string,
  ): Promise<RefundResult> {
    const refunds = await this.gateway.listOf(paymentIntentId);
    const ours = refunds.find(({ metadata }) => metadata?.refund === refund.id);
    if (ours) return { outcome: 'made', refund: ours };
    const live = refunds.filter((made) => !hasFailed(made));
    const leftCents = totalCents - live.reduce((sum, { amount }) => sum + amount, 0);
    if (leftCents >= refund.amountCents) return { outcome: 'refused', reason };
    const [only, ...others] = await this.unknownOf(live);
    if (leftCents <= 0 && only?.amount === refund.amountCents && others.length === 0) {
      return { outcome: 'made', refund: only };
    }
    return { outcome: 'overtaken', reason, leftCents, refunds };
  }

  private async unknownOf(refunds: Stripe.Refund[]): Promise<Stripe.Refund[]> {
    const known = await this.prisma.refund.findMany({
      where: { stripeRefundId: { in: refunds.map(({ id }) => id) } },
      select: { stripeRefundId: true },
    });
    return refunds.filter(({ id }) => !known.some(({ stripeRefundId }) => stripeRefundId === id));
  }
}
