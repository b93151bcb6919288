import { Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { CacheVersion } from '../../cache/cache-version.js';
import { InsufficientStockError, VariantGoneError } from '../../catalog/stock/stock.errors.js';
import { OutboxService } from '../../mail/outbox.service.js';
import type { Prisma } from '../../prisma/client.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { OrderPlacement, type PlacedOrder } from '../orders/placement/order-placement.service.js';
import { OversoldService } from './oversold.service.js';
import type { SessionOutcome } from './session-outcome.js';
import { OwnSessions, type OwnSession } from './own-sessions.service.js';
import { isPaid, type PaidSession } from '../sessions/paid-session.js';
import { CheckoutSessionsService } from '../sessions/checkout-sessions.service.js';
import { NeedsReviewError } from '../rules/needs-review.error.js';
import { StripeEventsService } from '../stripe-events/stripe-events.service.js';

/** A step of a transaction. */
type Step = (tx: Prisma.TransactionClient) => Promise<void>;

const noStep: Step = () => Promise.resolve();

/**
 * Applies a session's final state at Stripe. Called by the webhook, the success page, the expiry job and the
 * reconciliation.
 */
@Injectable()
export class SessionCompletion {
  private readonly logger = new Logger(SessionCompletion.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly sessions: CheckoutSessionsService,
    private readonly own: OwnSessions,
    private readonly placement: OrderPlacement,
    private readonly oversold: OversoldService,
    private readonly events: StripeEventsService,
    private readonly outbox: OutboxService,
    private readonly cacheVersion: CacheVersion,
  ) {}

  /**
   * Idempotent, also when called late or concurrently.
   * @param session as read from Stripe, or from the event
   * @param record first step of the transaction: records the event that reports the session
   * @throws PaymentUnavailableError when Stripe is needed and does not answer
   */
  async complete(session: Stripe.Checkout.Session, record = noStep): Promise<SessionOutcome> {
    const outcome = await this.ofOwn(session, (own) =>
      isPaid(session) ? this.completePaid(own, record) : this.end(own, record),
    );
    if ('order' in outcome && outcome.eventsWait) {
      const { payment_intent: payment } = session;
      await this.events.applyWaiting(typeof payment === 'string' ? payment : (payment?.id ?? null));
    }
    return outcome;
  }

  /** The payment failed: frees the units, promo use and key of the session. */
  fail(session: Stripe.Checkout.Session, record = noStep): Promise<SessionOutcome> {
    return this.ofOwn(session, (own) => this.close(own, record));
  }

  /**
   * What `complete` would lead to now. Changes nothing.
   * @param planned units by variant of the orders foreseen before; those of this one are added
   */
  foresee(session: Stripe.Checkout.Session, planned: Map<string, number>) {
    return this.ofOwn(session, async ({ contents, row }) => {
      if (!isPaid(session)) return { state: stateOfUnpaid(session) } as const;
      const order = await this.placement.findOrder(session.id);
      if (order) return toOutcome(order);
      if (await this.placement.hasStock(contents.lines, planned)) return { state: 'order' } as const;
      if (!row) return { state: 'review', reason: soldOutWithoutSession() } as const;
      const isRefunded = await this.oversold.wouldRefund(session.id, contents.lines);
      return { state: isRefunded ? ('refunded' as const) : ('oversold' as const) };
    });
  }

  /** Only a payment of a session that is not this shop's needs a person. */
  private async ofOwn<T>(session: Stripe.Checkout.Session, work: (own: OwnSession) => Promise<T>) {
    try {
      return await work(await this.own.identify(session));
    } catch (reason) {
      if (!(reason instanceof NeedsReviewError)) throw reason;
      if (mayBePaid(session)) return { state: 'review' as const, reason };
      const { code, message } = reason;
      if (code !== 'NOT_OF_THIS_SHOP')
        this.logger.warn({ stripeSessionId: session.id, code, reason: message }, 'Not a session of this shop');
      return { state: 'foreign' as const };
    }
  }

  private async end(own: OwnSession, record: Step): Promise<SessionOutcome> {
    const { session, contents } = own;
    const state = stateOfUnpaid(session);
    if (state === 'open') return { state };
    if (state === 'closed') return this.close(own, record);
    await this.prisma.$transaction(async (tx) => {
      await record(tx);
      await this.sessions.markProcessing(tx, contents.checkoutId, session.id);
    });
    return { state };
  }

  private async close({ contents }: OwnSession, record: Step): Promise<SessionOutcome> {
    await this.prisma.$transaction(async (tx) => {
      await record(tx);
      await this.sessions.close(tx, { id: contents.checkoutId });
    });
    return { state: 'closed' };
  }

  private async completePaid(own: OwnSession, record: Step): Promise<SessionOutcome> {
    // The order has the delivery address; Stripe need not be asked for it.
    const earlier = own.row?.status === 'PAID' ? await this.placement.findOrder(own.session.id) : null;
    if (earlier) {
      await record(this.prisma);
      return toOutcome(earlier);
    }
    const paid = await this.own.toPaid(own);
    try {
      return await this.makeOrder(paid, record, (tx) => this.placement.place(tx, paid));
    } catch (error) {
      if (!isSoldOut(error)) throw error;
      // After a restore the goods may be in stock, and the order in the lost data.
      if (!own.row) {
        await this.oversold.report(paid);
        return { state: 'review', reason: soldOutWithoutSession() };
      }
      // A deleted variant is never restocked, so it is refunded without waiting.
      const isGone = error instanceof VariantGoneError;
      if (!isGone && !(await this.oversold.isDue(paid, error))) return { state: 'oversold' };
    }
    const lineNames = await this.oversold.lineNames(paid);
    const refunded = await this.makeOrder(paid, record, (tx) => this.oversold.place(tx, paid, lineNames));
    await this.oversold.sendRefund(paid);
    return refunded;
  }

  private async makeOrder(
    paid: PaidSession,
    record: Step,
    place: (tx: Prisma.TransactionClient) => Promise<PlacedOrder>,
  ): Promise<SessionOutcome> {
    try {
      const order = await this.prisma.$transaction(async (tx) => {
        // The event's unique key first: the second of two equal concurrent events stops here.
        await record(tx);
        const placed = await place(tx);
        const promoCode = placed.status === 'REFUNDED' ? null : paid.promoCode;
        return { ...placed, ...(await this.sessions.markPaid(tx, paid, promoCode)) };
      });
      await this.cacheVersion.invalidate();
      this.outbox.kick();
      this.logger.log({ orderId: order.id, status: order.status, totalCents: paid.totalCents }, 'Order created');
      const { eventsWait, ...placed } = order;
      return { ...toOutcome(placed), created: true, eventsWait };
    } catch (error) {
      // Lost the race: the other caller created the order, or failed and a retry is safe. The last units may also be
      // missing because this payment's own order has taken them.
      const order =
        isUniqueViolation(error) || isSoldOut(error) ? await this.placement.findOrder(paid.stripeSessionId) : null;
      if (!order) throw error;
      await record(this.prisma);
      return toOutcome(order);
    }
  }
}

function toOutcome(order: PlacedOrder) {
  const state = order.status === 'REFUNDED' ? ('refunded' as const) : ('order' as const);
  return { state, order, created: false, eventsWait: false };
}

function isSoldOut(error: unknown): error is InsufficientStockError | VariantGoneError {
  return error instanceof InsufficientStockError || error instanceof VariantGoneError;
}

/** Also of a session whose other fields are not known. */
function mayBePaid({ status, payment_status: payment }: Stripe.Checkout.Session): boolean {
  return payment !== 'unpaid' && status !== 'open' && status !== 'expired';
}

function soldOutWithoutSession(): NeedsReviewError {
  return new NeedsReviewError('SOLD_OUT_WITHOUT_SESSION', 'Paid, sold out, and not in this database');
}

function stateOfUnpaid({ status, payment_intent: payment }: Stripe.Checkout.Session) {
  if (status === 'open') return 'open';
  return status !== 'complete' || hasFailed(payment) ? 'closed' : 'processing';
}

/** Needs the expanded payment. A delayed payment that failed is complete and unpaid too. */
function hasFailed(payment: Stripe.Checkout.Session['payment_intent']): boolean {
  return typeof payment === 'object' && ['requires_payment_method', 'canceled'].includes(payment?.status ?? '');
}
