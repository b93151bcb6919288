import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';

const EVERY_MS = 5 * 60_000;
const BATCH = 100;

/** Removes the one-off coupons of sessions that have come to their end, so that Stripe's list does not grow for ever. */
@Injectable()
export class CouponsJob implements OnModuleInit {
  private readonly logger = new Logger(CouponsJob.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly stripe: StripeGateway,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'coupons', everyMs: EVERY_MS, run: (signal) => this.run(signal) });
  }

  /** One that can't be removed now is left for the next run. */
  async run(signal?: AbortSignal): Promise<void> {
    const ended = await this.prisma.checkoutSession.findMany({
      where: { couponId: { not: null }, status: { in: ['PAID', 'CLOSED'] } },
      select: { id: true, couponId: true },
      // One that can't be removed must not stand in the way of the others.
      orderBy: { updatedAt: 'asc' },
      take: BATCH,
    });
    for (const { id, couponId } of ended) {
      if (signal?.aborted) return;
      try {
        await this.stripe.deleteCoupon(couponId!);
        await this.prisma.checkoutSession.update({ where: { id }, data: { couponId: null } });
      } catch (error) {
        this.logger.warn({ checkoutId: id, err: error }, 'A coupon could not be removed yet');
        await this.prisma.checkoutSession.update({ where: { id }, data: { updatedAt: new Date() } });
      }
    }
  }
}
