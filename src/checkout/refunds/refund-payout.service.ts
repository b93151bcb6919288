import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { Refund } from '../../generated/sqlite/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { PaymentUnavailableError } from '../checkout.errors.js';
import { RefundsGateway } from '../stripe/refunds.gateway.js';
import { hasFailed } from './stripe-refunds.service.js';

/** What came of asking Stripe for one of our refunds. `none`: there was nothing to ask for. */
export type Payout =
  | { outcome: 'made'; refund: Stripe.Refund }
  | { outcome: 'none' }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'unknown'; reason: string }
  /** Less is left of the payment than this one asks for: others gave money back. */
  | { outcome: 'overtaken'; reason: string; leftCents: number; refunds: Stripe.Refund[] };

/** What a refund is taken from. */
export interface Payment {
  paymentIntentId: string | null;
  totalCents: number;
}

/**
 * Keys that the first attempt tries, one after each failure which Stripe keeps; every later one goes one further. Whoever
 * asks walks the same keys in the same order, so that two who ask at once don't ask for two refunds.
 */
const FIRST_KEYS = 2;

/** Asks Stripe for a refund so that, however often it is asked and whatever gets lost, there is at most one. */
@Injectable()
export class RefundPayout {
  constructor(
    private readonly gateway: RefundsGateway,
    private readonly prisma: PrismaService,
  ) {}

  /** Never inside a transaction. Throws for nothing that Stripe does. */
  async ask(refund: Refund, { paymentIntentId, totalCents }: Payment): Promise<Payout> {
    if (refund.amountCents === 0) return { outcome: 'none' };
    if (!paymentIntentId) return { outcome: 'refused', reason: 'The order has no payment at Stripe' };
    try {
      const payout = await this.pay(refund, paymentIntentId);
      if (payout.outcome !== 'refused') return payout;
      return await this.explain(refund, { paymentIntentId, totalCents }, payout.reason);
    } catch (error) {
      if (!(error instanceof PaymentUnavailableError)) throw error;
      return { outcome: 'unknown', reason: error.message };
    }
  }

  private async pay(refund: Refund, paymentIntentId: string): Promise<Payout> {
    // Stripe forgets a key after a day, and what was asked for longer ago may be done.
    const earlier = refund.attempts > 0 ? await this.findOurs(refund, paymentIntentId) : undefined;
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
   * Stripe refuses what is more than is left, and has no code that always says so: its list of refunds does. When all
   * has gone back, a single refund that is all we wanted stands for ours.
   */
  private async explain(
    refund: Refund,
    { paymentIntentId, totalCents }: Payment & { paymentIntentId: string },
    reason: string,
  ): Promise<Payout> {
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
