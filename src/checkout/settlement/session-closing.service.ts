import { Injectable } from '@nestjs/common';
import type { CheckoutSession } from '../../generated/sqlite/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { CheckoutSessionsService } from '../session/checkout-sessions.service.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { SessionSettlement } from './session-settlement.service.js';

/** `complete`: somebody has just paid, or is paying; then the payment wins. */
export type Closing = 'ended' | 'complete';

/** Ends sessions that may still be payable. Stripe is asked first: it alone knows whether somebody has just paid. */
@Injectable()
export class SessionClosing {
  constructor(
    private readonly prisma: PrismaService,
    private readonly sessions: CheckoutSessionsService,
    private readonly stripe: StripeGateway,
    private readonly settlement: SessionSettlement,
  ) {}

  /**
   * Ends the page at Stripe; the row is left to the caller's transaction. A page that was paid is settled.
   * @throws PaymentUnavailableError when Stripe can't tell; then nothing has changed here
   */
  async closeAtStripe({ stripeSessionId }: CheckoutSession): Promise<Closing> {
    // Nobody was given a page yet; whoever is about to get one finds the row closed and ends it.
    if (!stripeSessionId) return 'ended';
    const session = await this.stripe.expireSession(stripeSessionId);
    if (session?.status !== 'complete') return 'ended';
    await this.settlement.settle(session);
    return 'complete';
  }

  /** Ends page and row: units, promo use and idempotency key are free. */
  async close(row: CheckoutSession): Promise<Closing> {
    const closing = await this.closeAtStripe(row);
    const { id, stripeSessionId } = row;
    // As it was seen: a row that has got its page meanwhile is payable there.
    if (closing === 'ended') await this.prisma.$transaction((tx) => this.sessions.close(tx, { id, stripeSessionId }));
    return closing;
  }
}
