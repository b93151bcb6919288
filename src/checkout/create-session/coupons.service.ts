import { Injectable, Logger } from '@nestjs/common';
import { PrismaService } from '../../prisma/prisma.service.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';

const BATCH = 100;

/** Deletes the one-off coupons of ended sessions, so that Stripe's list does not grow without limit. */
@Injectable()
export class CouponsService {
  private readonly logger = new Logger(CouponsService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly stripe: StripeGateway,
  ) {}

  /** A coupon that cannot be deleted stays for the next run. */
  async removeEnded(signal?: AbortSignal): Promise<void> {
    const ended = await this.prisma.checkoutSession.findMany({
      where: { couponId: { not: null }, status: { in: ['PAID', 'CLOSED'] } },
      select: { id: true, couponId: true },
      // A coupon that cannot be deleted must not block the others.
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
