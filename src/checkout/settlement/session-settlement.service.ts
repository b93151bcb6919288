import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { InsufficientStockError, VariantGoneError } from '../../catalog/stock/stock.errors.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { FulfilmentService, type MadeOrder } from '../fulfilment/fulfilment.service.js';
import { OversoldService } from '../fulfilment/oversold.service.js';
import { toPaidSession, type PaidSession } from '../fulfilment/paid-session.js';
import { CheckoutSessionsService } from '../session/checkout-sessions.service.js';
import { parseMetadata, type SessionContents } from '../session/session-metadata.js';
import type { Claim } from '../webhook/event-handler.js';

/**
 * `order`: paid, and it is an order. `oversold`: paid, the goods are gone, and it waits for a restock. `processing`: the
 * buyer is done, the money is under way. `open`: it may still be paid. `closed`: it never will be. `foreign`: not ours.
 */
export type Settled =
  | { state: 'order'; order: MadeOrder; created: boolean }
  | { state: 'oversold' | 'processing' | 'open' | 'closed' | 'foreign' };

/** Brings home what has become of a session at Stripe, whoever notices: webhook, success page, sweep, reconciliation. */
@Injectable()
export class SessionSettlement {
  constructor(
    private readonly prisma: PrismaService,
    private readonly sessions: CheckoutSessionsService,
    private readonly fulfilment: FulfilmentService,
    private readonly oversold: OversoldService,
  ) {}

  /**
   * Safe to call again, late, and at the same time: it changes nothing twice.
   * @param session as Stripe has it, or had it when it sent the event
   * @param claim of the event that reports it, to be written in the transaction of its effect
   * @throws UnreadableMetadataError for one of ours that nobody can make sense of
   */
  async settle(session: Stripe.Checkout.Session, claim?: Claim): Promise<Settled> {
    const paid = toPaidSession(session);
    if (paid) return this.settlePaid(paid, claim);
    const contents = parseMetadata(session.metadata);
    if (!contents) return { state: 'foreign' };
    if (session.status === 'open') return { state: 'open' };

    if (session.status !== 'complete' || hasFailed(session.payment_intent)) return this.close(contents, claim);
    await this.prisma.$transaction(async (tx) => {
      if (claim && !(await claim(tx))) return;
      await this.sessions.markProcessing(tx, contents.checkoutId, session.id);
    });
    return { state: 'processing' };
  }

  /** No money comes: what the session kept is free. */
  async fail(session: Stripe.Checkout.Session, claim?: Claim): Promise<Settled> {
    const contents = parseMetadata(session.metadata);
    return contents ? this.close(contents, claim) : { state: 'foreign' };
  }

  private async close({ checkoutId }: SessionContents, claim?: Claim): Promise<Settled> {
    await this.prisma.$transaction(async (tx) => {
      if (claim && !(await claim(tx))) return;
      await this.sessions.close(tx, { id: checkoutId });
    });
    return { state: 'closed' };
  }

  private async settlePaid(paid: PaidSession, claim?: Claim): Promise<Settled> {
    try {
      return { state: 'order', ...(await this.fulfilment.fulfil(paid, claim)) };
    } catch (error) {
      const isGone = error instanceof VariantGoneError;
      if (!isGone && !(error instanceof InsufficientStockError)) throw error;
      // What was deleted can't come back into stock: nothing to wait for.
      if (!isGone && !(await this.oversold.isDue(paid, error))) return { state: 'oversold' };
      return { state: 'order', order: await this.oversold.giveBack(paid, claim), created: true };
    }
  }
}

/** Known where the payment was asked for with the session: a delayed payment that failed is complete and unpaid as well. */
function hasFailed(payment: Stripe.Checkout.Session['payment_intent']): boolean {
  return typeof payment === 'object' && ['requires_payment_method', 'canceled'].includes(payment?.status ?? '');
}
