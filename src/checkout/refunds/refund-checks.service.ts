import { Inject, Injectable, Logger } from '@nestjs/common';
import { CacheVersion } from '../../cache/cache-version.js';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { OutboxService } from '../../mail/outbox.service.js';
import type { Refund } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { ofThisMode } from '../orders/test-orders.js';
import { RefundsGateway } from '../stripe/refunds.gateway.js';
import { RefundEffects } from './refund-effects.service.js';
import { hasFailed, statusOf, StripeRefunds } from './stripe-refunds.service.js';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** A bank may return the money weeks after Stripe has reported success: docs.stripe.com/refunds#failed-refunds */
const WATCHED_MS = 45 * DAY_MS;

/** A bank takes 5 to 10 days at most. */
const LONG_MS = 7 * DAY_MS;

const AT_ONCE = 50;

/** Reads refunds again at Stripe each day, because the event of a late failure may be lost. */
@Injectable()
export class RefundChecks {
  private readonly logger = new Logger(RefundChecks.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly gateway: RefundsGateway,
    private readonly atStripe: StripeRefunds,
    private readonly effects: RefundEffects,
    private readonly outbox: OutboxService,
    private readonly cacheVersion: CacheVersion,
    @Inject(stripeConfig.KEY) private readonly stripe: StripeConfig,
  ) {}

  /**
   * Pending refunds as long as they are pending, others for 45 days after they were made.
   * @param signal stop at the next safe point
   */
  async checkDue(signal?: AbortSignal, now = new Date()): Promise<void> {
    for (const refund of await this.findDue(now)) {
      if (signal?.aborted) return;
      const { id } = refund;
      let checkedAt = now;
      try {
        await this.check(refund, now);
      } catch (error) {
        this.logger.error({ refundId: id, err: error }, 'Refund not read again');
        // Due again in an hour.
        checkedAt = ago(now, DAY_MS - HOUR_MS);
      }
      await this.prisma.refund.updateMany({ where: { id }, data: { checkedAt } });
    }
  }

  private findDue(now: Date): Promise<Refund[]> {
    const dayAgo = ago(now, DAY_MS);
    return this.prisma.refund.findMany({
      where: {
        AND: [
          { OR: [{ status: 'PENDING' }, { status: 'SUCCEEDED', createdAt: { gte: ago(now, WATCHED_MS) } }] },
          { OR: [{ checkedAt: { lte: dayAgo } }, { checkedAt: null, createdAt: { lte: dayAgo } }] },
        ],
        stripeRefundId: { not: null },
        order: ofThisMode(this.stripe),
      },
      orderBy: { createdAt: 'asc' },
      take: AT_ONCE,
    });
  }

  private async check(refund: Refund, now: Date): Promise<void> {
    const { id, orderId, status, createdAt } = refund;
    const found = await this.gateway.find(refund.stripeRefundId!);
    if (!found) throw new Error('Stripe does not know this refund');
    const isUnchanged = !hasFailed(found) && statusOf(found) === status;
    if (!isUnchanged) {
      await this.prisma.$transaction((tx) => this.atStripe.apply(tx, orderId, found));
      this.logger.warn({ refundId: id, orderId, status: found.status }, 'A refund changed without an event');
      await this.cacheVersion.invalidate();
    } else if (status === 'PENDING' && createdAt <= ago(now, LONG_MS)) {
      await this.prisma.$transaction((tx) => this.effects.pendingForLong(tx, refund));
    }
    this.outbox.kick();
  }
}

function ago(now: Date, ms: number): Date {
  return new Date(now.getTime() - ms);
}
