import { Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { CacheVersion } from '../../cache/cache-version.js';
import { databaseFailure } from '../../common/errors/database-failure.js';
import { messageOf } from '../../common/errors/message-of.js';
import { OutboxService } from '../../mail/outbox.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { DisputesService } from '../disputes/disputes.service.js';
import { idOf, PaymentOrders } from '../refunds/payment-orders.service.js';
import { hasFailed, statusOf, StripeRefunds } from '../refunds/stripe-refunds.service.js';
import { LIVE, PAYABLE } from '../rules/session-states.js';
import { NeedsReviewError, UnreadableMetadataError, type ReviewCode } from '../rules/needs-review.error.js';
import { parseMetadata } from '../rules/session-metadata.js';
import { SessionCompletion } from '../completion/session-completion.service.js';
import { CheckoutSessionsService } from '../sessions/checkout-sessions.service.js';
import { DisputesGateway } from '../stripe/disputes.gateway.js';
import { RefundsGateway } from '../stripe/refunds.gateway.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { daysBetween } from './days.js';
import { emptyReport, type Finished, type Pass, type ReconciliationReport } from './reconciliation-report.js';

export interface ReconciliationOptions {
  /** Start of the period that is compared. Unless given, everything since the last run. */
  since?: Date | undefined;
  /** Says what it would do, and changes nothing. */
  dryRun?: boolean;
  /** Called after each of them. */
  onProgress?: (report: ReconciliationReport) => void;
  signal?: AbortSignal;
}

/** One run. */
interface Run extends ReconciliationOptions {
  report: ReconciliationReport;
  /** Units by variant that a dry run has foreseen as sold. */
  planned: Map<string, number>;
}

/** The objects of one pass. */
interface Objects<T extends { id: string }> {
  /** Created between two times. */
  list: (from: Date, to: Date) => AsyncIterable<T>;
  /** @returns null when Stripe does not know it */
  find: (id: string) => Promise<T | null>;
  work: (object: T) => Promise<Outcome>;
}

/** What a compared object became; null when it agreed, or is not ours. */
type Outcome = Finished['became'] | null;

/** Other shops and tests on the same Stripe account: nothing to do here. */
const OF_OTHERS: ReviewCode[] = ['NOT_OF_THIS_SHOP', 'OTHER_INSTALLATION', 'OTHER_LIVEMODE'];

/** Compared again by each run: a session lasts a day, and Stripe delivers its event for three more. */
const OVERLAP_MS = 4 * 24 * 60 * 60_000;

/**
 * Compares Stripe's sessions, refunds and disputes with the database and finishes what was missed, with the webhook's
 * code. Safe to repeat and to run during live traffic: it changes only what differs from Stripe.
 */
@Injectable()
export class ReconciliationService {
  private readonly logger = new Logger(ReconciliationService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly stripe: StripeGateway,
    private readonly refundsAtStripe: RefundsGateway,
    private readonly disputesAtStripe: DisputesGateway,
    private readonly completion: SessionCompletion,
    private readonly sessions: CheckoutSessionsService,
    private readonly orders: PaymentOrders,
    private readonly refunds: StripeRefunds,
    private readonly disputes: DisputesService,
    private readonly outbox: OutboxService,
    private readonly cacheVersion: CacheVersion,
  ) {}

  /** What was finished before a failure stays finished. @throws errors of the database */
  async run(options: ReconciliationOptions): Promise<ReconciliationReport> {
    const report = emptyReport();
    const run: Run = { ...options, report, planned: new Map() };
    await this.attemptPass(run, 'sessions', async () => {
      await this.compare(run, 'sessions', {
        list: (from, to) => this.stripe.listSessions(from, to, 'complete'),
        find: (id) => this.stripe.findSession(id),
        work: (session) => this.completeMissed(run, session),
      });
      await this.checkLiveSessions(run);
    });
    await this.attemptPass(run, 'refunds', () =>
      this.compare(run, 'refunds', {
        list: (from, to) => this.refundsAtStripe.list(from, to),
        find: (id) => this.refundsAtStripe.find(id),
        work: (refund) => this.applyRefund(run, refund),
      }),
    );
    await this.attemptPass(run, 'disputes', () =>
      this.compare(run, 'disputes', {
        list: (from, to) => this.disputesAtStripe.list(from, to),
        find: (id) => this.disputesAtStripe.find(id),
        work: (dispute) => this.applyDispute(run, dispute),
      }),
    );
    if (!run.dryRun && (report.finished.length || report.failed.length))
      this.logger.warn({ ...report }, 'Reconciled with Stripe');
    return report;
  }

  /** A pass that fails must not stop the others. Without the database none can run. */
  private async attemptPass({ report }: Run, pass: Pass, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (databaseFailure(error)) throw error;
      this.logger.error({ pass, err: error }, 'A pass of the reconciliation stopped');
      report.stopped.push({ pass, reason: messageOf(error) });
    }
  }

  /**
   * Compares day by day, oldest first, and notes each finished day: an interrupted run is continued by the next one. What
   * fails is tried again by each run, so that one object does not make the runs longer each day.
   */
  private async compare<T extends { id: string }>(run: Run, pass: Pass, objects: Objects<T>): Promise<void> {
    const until = new Date();
    const noted = (await this.prisma.reconciliationProgress.findUnique({ where: { pass } }))?.comparedUntil;
    const failedBefore = await this.prisma.reconciliationFailure.findMany({ where: { pass } });
    const toRetry = new Set(failedBefore.map(({ objectId }) => objectId));
    const start = new Date((noted ?? until).getTime() - OVERLAP_MS);
    const { since = start, report } = run;
    // A shorter period leaves a gap.
    const isNoted = !run.dryRun && since <= start;
    // Otherwise a first run that fails for days would leave the days before its own overlap out.
    if (isNoted && !noted) await this.note(pass, since);
    const compareOne = async (id: string, work: () => Promise<Outcome>) => {
      report[pass]++;
      const hasFailedBefore = toRetry.delete(id);
      const isDone = await this.attempt(run, id, work);
      if (!run.dryRun && isDone === hasFailedBefore) await this.noteFailure(pass, id, isDone);
      run.onProgress?.(report);
    };
    for (const { from, to } of daysBetween(since, until)) {
      if (run.signal?.aborted) return;
      for await (const object of objects.list(from, to)) {
        if (run.signal?.aborted) return;
        await compareOne(object.id, () => objects.work(object));
      }
      if (isNoted && (!noted || to > noted)) await this.note(pass, to);
    }
    for (const id of toRetry) {
      if (run.signal?.aborted) return;
      await compareOne(id, async () => {
        const object = await objects.find(id);
        return object && objects.work(object);
      });
    }
  }

  /** Another run may do the same at this moment. */
  private async noteFailure(pass: Pass, objectId: string, isDone: boolean): Promise<void> {
    const { reconciliationFailure } = this.prisma;
    if (isDone) await reconciliationFailure.deleteMany({ where: { objectId } });
    else await reconciliationFailure.upsert({ where: { objectId }, create: { objectId, pass }, update: {} });
  }

  private async note(pass: Pass, comparedUntil: Date): Promise<void> {
    await this.prisma.reconciliationProgress.upsert({
      where: { pass },
      create: { pass, comparedUntil },
      update: { comparedUntil },
    });
  }

  /**
   * The list above has no expired session, and a late payment may be older: a bank may take two weeks, and Stripe sends
   * one event if it fails.
   */
  private async checkLiveSessions(run: Run): Promise<void> {
    const live = await this.prisma.checkoutSession.findMany({
      where: { status: { in: LIVE }, stripeSessionId: { not: null } },
      orderBy: { updatedAt: 'asc' },
      select: { id: true, stripeSessionId: true, status: true },
    });
    for (const { id, stripeSessionId, status } of live) {
      if (run.signal?.aborted) return;
      run.report.sessions++;
      await this.attempt(run, stripeSessionId!, async () => {
        const session = await this.stripe.findSession(stripeSessionId!);
        if (!session) return status === 'PROCESSING' ? this.closeUnknown(run, { id, stripeSessionId }) : null;
        // A complete one is in the list above.
        if (PAYABLE.includes(status) && session.status !== 'expired') return null;
        const became = await this.completeSession(run, session);
        return became === 'processing' ? null : became;
      });
      run.onProgress?.(run.report);
    }
  }

  /** Stripe does not know the session, so its payment can't arrive any more, and no event will free its units. */
  private async closeUnknown({ dryRun }: Run, row: { id: string; stripeSessionId: string | null }): Promise<Outcome> {
    if (dryRun) return 'closed';
    this.logger.warn({ checkoutId: row.id }, 'Stripe does not know a session whose payment is pending');
    const isClosed = await this.prisma.$transaction((tx) => this.sessions.close(tx, row, ['PROCESSING']));
    return isClosed ? 'closed' : null;
  }

  /**
   * One failure must not stop the others.
   * @returns false when it must be tried again; what needs a person need not
   */
  private async attempt({ report }: Run, id: string, work: () => Promise<Outcome>): Promise<boolean> {
    try {
      const became = await work();
      if (became) report.finished.push({ id, became });
      return true;
    } catch (error) {
      this.logger.error({ id, err: error }, 'Could not be reconciled');
      report.failed.push({ id, reason: messageOf(error) });
      return error instanceof NeedsReviewError;
    }
  }

  private async completeMissed(run: Run, session: Stripe.Checkout.Session): Promise<Outcome> {
    return (await this.isMissed(session)) ? this.completeSession(run, session) : null;
  }

  private async completeSession({ report, dryRun, planned }: Run, session: Stripe.Checkout.Session): Promise<Outcome> {
    const outcome = await (dryRun ? this.completion.foresee(session, planned) : this.completion.complete(session));
    const { state } = outcome;
    if (state === 'review') {
      if (!OF_OTHERS.includes(outcome.reason.code)) throw outcome.reason;
      report.others++;
      return null;
    }
    return state === 'open' || state === 'foreign' ? null : state;
  }

  /** @param session a complete one */
  private async isMissed(session: Stripe.Checkout.Session): Promise<boolean> {
    if (session.payment_status !== 'unpaid') {
      return (await this.prisma.order.count({ where: { stripeSessionId: session.id } })) === 0;
    }
    const checkoutId = checkoutIdOf(session);
    if (!checkoutId) return false;
    const row = await this.prisma.checkoutSession.findUnique({ where: { id: checkoutId }, select: { status: true } });
    // Late payments are checked separately.
    return !!row && PAYABLE.includes(row.status);
  }

  private async applyRefund({ dryRun }: Run, refund: Stripe.Refund): Promise<Outcome> {
    const known = await this.prisma.refund.findUnique({ where: { stripeRefundId: refund.id } });
    if (known?.status === (hasFailed(refund) ? 'FAILED' : statusOf(refund))) return null;
    const orderId = await this.orders.find(idOf(refund.payment_intent));
    if (!orderId) return null;
    if (dryRun) return 'refund noted';
    await this.prisma.$transaction((tx) => this.refunds.apply(tx, orderId, refund));
    await this.cacheVersion.invalidate();
    this.outbox.kick();
    return 'refund noted';
  }

  private async applyDispute({ dryRun }: Run, dispute: Stripe.Dispute): Promise<Outcome> {
    const { id, status, payment_intent: payment } = dispute;
    const known = await this.prisma.dispute.findUnique({ where: { id }, select: { status: true } });
    if (known?.status === status) return null;
    const orderId = await this.orders.find(idOf(payment));
    if (!orderId) return null;
    if (!dryRun) await this.disputes.refresh(orderId, id);
    return 'dispute noted';
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
