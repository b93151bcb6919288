import { Injectable } from '@nestjs/common';
import { Prisma } from '../../prisma/client.js';
import { inBatches } from '../../jobs/in-batches.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { KEY_KEPT_MS } from './idempotency.js';

const DAY_MS = 24 * 60 * 60_000;

/** Closed sessions are kept for questions from buyers. */
const CLOSED_KEPT_MS = 30 * DAY_MS;

/** Stripe resends an event for 30 days at most (docs.stripe.com/webhooks). Payloads contain personal data. */
const PAYLOAD_KEPT_MS = 90 * DAY_MS;

/** Deletes expired data: idempotency keys, closed sessions, payloads of events. */
@Injectable()
export class CheckoutHousekeeping {
  constructor(private readonly prisma: PrismaService) {}

  async deleteExpired(signal?: AbortSignal, now = Date.now()): Promise<void> {
    const before = (age: number) => ({ lt: new Date(now - age) });
    const { checkoutSession, stripeEvent } = this.prisma;
    const select = { id: true };

    const spent = { idempotencyKey: { not: null }, status: 'PAID' as const, createdAt: before(KEY_KEPT_MS) };
    await inBatches(
      (take) => checkoutSession.findMany({ where: spent, select, take }),
      (ids) => checkoutSession.updateMany({ where: { id: { in: ids } }, data: { idempotencyKey: null } }),
      signal,
    );
    const closed = { status: 'CLOSED' as const, couponId: null, updatedAt: before(CLOSED_KEPT_MS) };
    await inBatches(
      (take) => checkoutSession.findMany({ where: closed, select, take }),
      (ids) => checkoutSession.deleteMany({ where: { id: { in: ids }, status: 'CLOSED' } }),
      signal,
    );
    const read = {
      status: { in: ['APPLIED' as const, 'IGNORED' as const] },
      payload: { not: Prisma.DbNull },
      createdAt: before(PAYLOAD_KEPT_MS),
    };
    await inBatches(
      (take) => stripeEvent.findMany({ where: read, select, take }),
      (ids) => stripeEvent.updateMany({ where: { id: { in: ids } }, data: { payload: Prisma.DbNull } }),
      signal,
    );
  }
}
