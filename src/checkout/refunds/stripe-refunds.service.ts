import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { Prisma, Refund } from '../../prisma/client.js';
import { lockOrder } from './locked-order.js';
import { RefundEffects } from './refund-effects.service.js';
import { readStoredLines } from './refund-lines.js';

/** Updates our refunds and orders from Stripe's refunds, ours and those made in its dashboard. */
@Injectable()
export class StripeRefunds {
  constructor(private readonly effects: RefundEffects) {}

  /**
   * Applies the current state of a refund at Stripe. Repeated, late or concurrent calls apply it once.
   * @param atStripe read from Stripe just now, or in a final state
   */
  async apply(tx: Prisma.TransactionClient, orderId: string, atStripe: Stripe.Refund): Promise<void> {
    // First, so that two concurrent calls for the same refund do not both find it missing.
    if (!(await lockOrder(tx, orderId))) return;
    const refund = (await this.find(tx, orderId, atStripe)) ?? (await this.note(tx, orderId, atStripe));
    const stripeRefundId = atStripe.id;
    if (hasFailed(atStripe)) {
      await this.effects.failed(tx, refund, { reason: failureOf(atStripe), stripeRefundId, alarm: true });
    } else if (refund.status === 'REQUESTED') {
      await this.effects.made(tx, refund, { stripeRefundId, status: statusOf(atStripe) });
    } else if (refund.status === 'FAILED' && refund.stripeRefundId === null) {
      // It was stored as refused, but exists at Stripe.
      await tx.refund.update({ where: { id: refund.id }, data: { status: 'REQUESTED' } });
      await reserve(tx, orderId, refund.amountCents);
      for (const { orderItemId: id, quantity } of readStoredLines(refund.lines)?.lines ?? []) {
        await tx.orderItem.update({ where: { id }, data: { unitsRefunded: { increment: quantity } } });
      }
      await this.effects.made(tx, refund, { stripeRefundId, status: statusOf(atStripe) });
    } else if (refund.status === 'PENDING' && atStripe.status === 'succeeded') {
      await tx.refund.update({ where: { id: refund.id }, data: { status: 'SUCCEEDED', lastError: null } });
    }
  }

  private async find(tx: Prisma.TransactionClient, orderId: string, atStripe: Stripe.Refund): Promise<Refund | null> {
    const known = await tx.refund.findUnique({ where: { stripeRefundId: atStripe.id } });
    if (known) return known;
    const id = atStripe.metadata?.refund;
    return id ? tx.refund.findFirst({ where: { id, orderId, stripeRefundId: null } }) : null;
  }

  /** Stores a refund made in Stripe's dashboard. Its amount is not checked, because the money is already refunded. */
  private async note(tx: Prisma.TransactionClient, orderId: string, atStripe: Stripe.Refund): Promise<Refund> {
    await reserve(tx, orderId, atStripe.amount);
    return tx.refund.create({
      data: {
        orderId,
        cause: 'STRIPE',
        amountCents: atStripe.amount,
        stripeRefundId: atStripe.id,
        idempotencyKey: `stripe:${atStripe.id}`,
      },
    });
  }
}

async function reserve(tx: Prisma.TransactionClient, orderId: string, amountCents: number): Promise<void> {
  await tx.order.update({ where: { id: orderId }, data: { refundedCents: { increment: amountCents } } });
}

export function hasFailed({ status }: Stripe.Refund): boolean {
  return status === 'failed' || status === 'canceled';
}

/** `requires_action` waits for the buyer and counts as `pending`. */
export function statusOf({ status }: Stripe.Refund): 'PENDING' | 'SUCCEEDED' {
  return status === 'succeeded' ? 'SUCCEEDED' : 'PENDING';
}

/** Stripe's reasons: docs.stripe.com/refunds#failed-refunds */
export function failureOf({ status, failure_reason: reason }: Stripe.Refund): string {
  return reason ?? status ?? 'unknown';
}
