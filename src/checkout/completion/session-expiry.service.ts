import { Injectable, Logger } from '@nestjs/common';
import type { CheckoutSession, Prisma, StripeEventStatus } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { PAYABLE } from '../rules/session-states.js';
import { CheckoutSessionsService } from '../sessions/checkout-sessions.service.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { SessionCompletion } from './session-completion.service.js';
import type { SessionOutcome } from './session-outcome.js';

const BATCH = 50;

/** A buyer waits for the result. */
const BATCH_ON_DEMAND = 5;

/** Much longer than a request to Stripe: a session that is still OPENING then has lost Stripe's answer. */
const OPENING_MS = 2 * 60_000;

/** Retry after an error of Stripe. */
const AGAIN_MS = 60_000;

/** Time span around our row in which its Stripe session was created, with clock skew and retries. */
const BEFORE_MS = 60_000;
const AFTER_MS = 10 * 60_000;

/**
 * Ends sessions that may still be payable. Asks Stripe first, because only Stripe knows whether the buyer has just
 * paid.
 */
@Injectable()
export class SessionExpiry {
  private readonly logger = new Logger(SessionExpiry.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly sessions: CheckoutSessionsService,
    private readonly stripe: StripeGateway,
    private readonly completion: SessionCompletion,
  ) {}

  /**
   * Ends the session at Stripe. The caller's transaction closes the row. A paid session is completed.
   * @throws PaymentUnavailableError when Stripe does not answer; then nothing has changed here
   */
  async endAtStripe({ stripeSessionId }: CheckoutSession): Promise<SessionOutcome> {
    // No buyer has a URL yet. A request that is about to return one finds the row closed and ends the session.
    if (!stripeSessionId) return { state: 'closed' };
    const session = await this.stripe.expireSession(stripeSessionId);
    return session?.status === 'complete' ? this.completion.complete(session) : { state: 'closed' };
  }

  /** Ends the session at Stripe and here: units, promo use and idempotency key become free. */
  async end(row: CheckoutSession): Promise<SessionOutcome> {
    const outcome = await this.endAtStripe(row);
    if (outcome.state === 'closed') await this.closeRow(row);
    return outcome;
  }

  /** Only while the row is unchanged: one that got its Stripe session meanwhile is payable. */
  private async closeRow({ id, stripeSessionId }: CheckoutSession): Promise<void> {
    await this.prisma.$transaction((tx) => this.sessions.close(tx, { id, stripeSessionId }));
  }

  /** A person has decided that the payment becomes no order: only then an ignored event has a reason. */
  private async isDismissed({ stripeSessionId: objectId }: CheckoutSession): Promise<boolean> {
    const events = await this.prisma.stripeEvent.findMany({
      where: { objectId },
      select: { status: true, lastError: true },
    });
    const isIn = (of: StripeEventStatus) => events.some(({ status, lastError }) => status === of && lastError !== null);
    return isIn('IGNORED') && !isIn('REVIEW') && !isIn('WAITING');
  }

  /**
   * Ends the sessions that have expired without an event of Stripe.
   * @param signal stop at the next safe point
   * @returns number of sessions ended
   */
  async endExpired(signal?: AbortSignal): Promise<number> {
    let ended = 0;
    for (;;) {
      const expired = await this.listExpired({}, BATCH);
      for (const row of expired) {
        if (signal?.aborted) return ended;
        if (await this.tryToEnd(row)) ended++;
      }
      if (expired.length < BATCH) return ended;
    }
  }

  /**
   * Ends expired sessions that reserve units of these variants.
   * @returns whether there were any
   */
  async endExpiredWith(variantIds: string[]): Promise<boolean> {
    const withUnits = { reservations: { some: { variantId: { in: variantIds } } } };
    const expired = await this.listExpired(withUnits, BATCH_ON_DEMAND);
    const ended = await Promise.all(expired.map((row) => this.tryToEnd(row)));
    return ended.some(Boolean);
  }

  private listExpired(where: Prisma.CheckoutSessionWhereInput, take: number): Promise<CheckoutSession[]> {
    const now = Date.now();
    const expired = [
      { status: { in: PAYABLE }, expiresAt: { lte: new Date(now) } },
      { status: 'OPENING' as const, createdAt: { lte: new Date(now - OPENING_MS) } },
    ];
    const notTooSoon = [{ sweepAfter: null }, { sweepAfter: { lte: new Date(now) } }];
    return this.prisma.checkoutSession.findMany({
      where: { ...where, AND: [{ OR: expired }, { OR: notTooSoon }] },
      orderBy: { expiresAt: 'asc' },
      take,
    });
  }

  private async tryToEnd(row: CheckoutSession): Promise<boolean> {
    try {
      const seen = await this.withStripeSession(row);
      const { state } = await this.end(seen);
      if (state === 'review' && (await this.isDismissed(seen))) await this.closeRow(seen);
      // Paid but sold out, or to be reviewed: the row stays as it is until the restock, the refund, or the decision.
      else if (state !== 'closed') await this.postpone(row);
      return true;
    } catch (error) {
      this.logger.warn({ checkoutId: row.id, err: error }, 'An expired session could not be ended yet');
      await this.postpone(row);
      return false;
    }
  }

  private async postpone({ id }: CheckoutSession): Promise<void> {
    const sweepAfter = new Date(Date.now() + AGAIN_MS);
    await this.prisma.checkoutSession.updateMany({ where: { id, status: { in: PAYABLE } }, data: { sweepAfter } });
  }

  /** Stripe may have created a session whose answer was lost. It is found by our id. */
  private async withStripeSession(row: CheckoutSession): Promise<CheckoutSession> {
    if (row.stripeSessionId) return row;
    const from = new Date(row.createdAt.getTime() - BEFORE_MS);
    const to = new Date(row.createdAt.getTime() + AFTER_MS);
    for await (const session of this.stripe.listSessions(from, to)) {
      if (session.client_reference_id !== row.id) continue;
      const { count } = await this.prisma.checkoutSession.updateMany({
        where: { id: row.id, status: 'OPENING' },
        data: { status: 'OPEN', stripeSessionId: session.id, url: session.url },
      });
      return count ? { ...row, stripeSessionId: session.id } : row;
    }
    return row;
  }
}
