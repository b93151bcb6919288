import { Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { CatalogCache } from '../../catalog/catalog-cache.js';
import { messageOf } from '../../common/errors/message-of.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { idOf, PaymentOrders } from '../refunds/events/payment-orders.service.js';
import { hasFailed, statusOf, StripeRefunds } from '../refunds/stripe-refunds.service.js';
import { LIVE } from '../session/session-states.js';
import { parseMetadata, UnreadableMetadataError } from '../session/session-metadata.js';
import { SessionSettlement } from '../settlement/session-settlement.service.js';
import { RefundsGateway } from '../stripe/refunds.gateway.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { emptyReport, type Finished, type ReconciliationReport } from './reconciliation-report.js';

export interface ReconciliationOptions {
  /** From when on Stripe's sessions and refunds are looked at. */
  since: Date;
  /** Called after each of them. */
  onProgress?: (report: ReconciliationReport) => void;
  signal?: AbortSignal;
}

/**
 * Compares Stripe's sessions and refunds with the database and finishes what was missed, by the same paths as the
 * webhook. Safe at any time, twice, and beside live traffic: it changes only what is not as Stripe says.
 */
@Injectable()
export class ReconciliationService {
  private readonly logger = new Logger(ReconciliationService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly stripe: StripeGateway,
    private readonly refundsAtStripe: RefundsGateway,
    private readonly settlement: SessionSettlement,
    private readonly orders: PaymentOrders,
    private readonly refunds: StripeRefunds,
    private readonly outbox: OutboxService,
    private readonly cache: CatalogCache,
  ) {}

  /** @throws PaymentUnavailableError when Stripe can't be read; what was finished until then stays finished */
  async run({ since, onProgress, signal }: ReconciliationOptions): Promise<ReconciliationReport> {
    const report = emptyReport();
    const until = new Date();
    for await (const session of this.stripe.listSessions(since, until)) {
      if (signal?.aborted) return report;
      report.sessions++;
      await this.attempt(report, session.id, () => this.settle(session));
      onProgress?.(report);
    }
    await this.lookAfterLatePayments(report, signal);
    for await (const refund of this.refundsAtStripe.list(since, until)) {
      if (signal?.aborted) return report;
      report.refunds++;
      await this.attempt(report, refund.id, () => this.takeIn(refund));
      onProgress?.(report);
    }
    if (report.finished.length || report.failed.length) this.logger.warn({ ...report }, 'Reconciled with Stripe');
    return report;
  }

  /** A bank may take two weeks, much longer than sessions are looked back at, and its failure is one event alone. */
  private async lookAfterLatePayments(report: ReconciliationReport, signal?: AbortSignal): Promise<void> {
    const late = await this.prisma.checkoutSession.findMany({
      where: { status: 'PROCESSING', stripeSessionId: { not: null } },
      orderBy: { updatedAt: 'asc' },
      select: { stripeSessionId: true },
    });
    for (const { stripeSessionId } of late) {
      if (signal?.aborted) return;
      await this.attempt(report, stripeSessionId!, async () => {
        const session = await this.stripe.findSession(stripeSessionId!);
        const became = session && (await this.settleAs(session));
        return became === 'processing' ? null : became;
      });
    }
  }

  /** One that fails must not keep the others from being looked at. */
  private async attempt(
    report: ReconciliationReport,
    id: string,
    work: () => Promise<Finished['became'] | null>,
  ): Promise<void> {
    try {
      const became = await work();
      if (became) report.finished.push({ id, became });
    } catch (error) {
      this.logger.error({ id, err: error }, 'Could not be reconciled');
      report.failed.push({ id, reason: messageOf(error) });
    }
  }

  /** @returns what became of a session that was not as Stripe says; null when all was well, or it is not ours */
  private async settle(session: Stripe.Checkout.Session): Promise<Finished['became'] | null> {
    return session.status !== 'open' && (await this.isMissed(session)) ? this.settleAs(session) : null;
  }

  private async settleAs(session: Stripe.Checkout.Session): Promise<Finished['became'] | null> {
    const settled = await this.settlement.settle(session);
    switch (settled.state) {
      case 'order':
        return settled.order.status === 'REFUNDED' ? 'refunded' : 'order';
      case 'oversold':
        return 'waiting for stock';
      case 'processing':
      case 'closed':
        return settled.state;
      default:
        return null;
    }
  }

  private async isMissed(session: Stripe.Checkout.Session): Promise<boolean> {
    if (session.payment_status !== 'unpaid' && session.status === 'complete') {
      return (await this.prisma.order.count({ where: { stripeSessionId: session.id } })) === 0;
    }
    const checkoutId = checkoutIdOf(session);
    if (!checkoutId) return false;
    const row = await this.prisma.checkoutSession.findUnique({ where: { id: checkoutId }, select: { status: true } });
    // Late payments have a round of their own.
    return !!row && LIVE.includes(row.status) && !(row.status === 'PROCESSING' && session.status === 'complete');
  }

  private async takeIn(refund: Stripe.Refund): Promise<Finished['became'] | null> {
    const known = await this.prisma.refund.findUnique({ where: { stripeRefundId: refund.id } });
    if (known?.status === (hasFailed(refund) ? 'FAILED' : statusOf(refund))) return null;
    const orderId = await this.orders.find(idOf(refund.payment_intent));
    if (!orderId) return null;
    await this.prisma.$transaction((tx) => this.refunds.take(tx, orderId, refund));
    await this.cache.invalidate();
    this.outbox.kick();
    return 'refund noted';
  }
}

function checkoutIdOf(session: Stripe.Checkout.Session): string | null {
  try {
    return parseMetadata(session.metadata)?.checkoutId ?? null;
  } catch (error) {
    if (error instanceof UnreadableMetadataError) return null;
    throw error;
  }
}
