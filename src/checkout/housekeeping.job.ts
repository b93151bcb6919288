import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Prisma } from '../generated/sqlite/client.js';
import { inBatches } from '../jobs/in-batches.js';
import { JobsService } from '../jobs/jobs.service.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { KEY_KEPT_MS } from './session/idempotency.js';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** Sessions that came to nothing: long enough for whoever asks what became of one. */
const CLOSED_KEPT_MS = 30 * DAY_MS;

/** Stripe resends an event for 30 days at most (docs.stripe.com/webhooks); what is in it is personal. */
const PAYLOAD_KEPT_MS = 90 * DAY_MS;

/** Lets go of what has served its time. */
@Injectable()
export class CheckoutHousekeeping implements OnModuleInit {
  constructor(
    private readonly prisma: PrismaService,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'checkout-housekeeping', everyMs: HOUR_MS, run: (signal) => this.run(signal) });
  }

  async run(signal?: AbortSignal, now = Date.now()): Promise<void> {
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
