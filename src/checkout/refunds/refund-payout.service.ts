import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { Refund } from '../../generated/sqlite/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { PaymentUnavailableError } from '../checkout.errors.js';
import { RefundsGateway } from '../stripe/refunds.gateway.js';

/** What came of asking Stripe for one of our refunds. `none`: there was nothing to ask for. */
export type Payout =
  | { outcome: 'made'; refund: Stripe.Refund }
  | { outcome: 'none' }
  | { outcome: 'refused' | 'unknown'; reason: string }
  /** All the money has gone back already, by refunds that are not this one. */
  | { outcome: 'overtaken'; reason: string; refunds: Stripe.Refund[] };

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
  async ask(refund: Refund, paymentIntentId: string | null): Promise<Payout> {
    if (refund.amountCents === 0) return { outcome: 'none' };
    if (!paymentIntentId) return { outcome: 'refused', reason: 'The order has no payment at Stripe' };
    try {
      return await this.pay(refund, paymentIntentId);
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
      if (answer.outcome === 'refused' && answer.code === 'charge_already_refunded') {
        return await this.takeOver(refund, paymentIntentId, answer.reason);
      }
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

  /** Somebody gave the money back at Stripe. One refund that is all we wanted stands for ours. */
  private async takeOver(refund: Refund, paymentIntentId: string, reason: string): Promise<Payout> {
    const refunds = await this.gateway.listOf(paymentIntentId);
    const ours = refunds.find(({ metadata }) => metadata?.refund === refund.id);
    if (ours) return { outcome: 'made', refund: ours };
    const known = await this.prisma.refund.findMany({
      where: { stripeRefundId: { in: refunds.map(({ id }) => id) } },
      select: { stripeRefundId: true },
    });
    const strange = refunds.filter(
      ({ id, status }) =>
        !known.some(({ stripeRefundId }) => stripeRefundId === id) && status !== 'failed' && status !== 'canceled',
    );
    const [only] = strange;
    if (only && strange.length === 1 && only.amount === refund.amountCents) return { outcome: 'made', refund: only };
    return { outcome: 'overtaken', reason, refunds };
  }
}
