import { Inject, Injectable } from '@nestjs/common';
import { stripeConfig, type StripeConfig } from '../../../config/stripe.config.js';
import type { OrderStatus } from '../../../prisma/client.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { EARNED_CENTS } from '../../orders/earned-cents.js';
import { isOfThisMode } from '../../orders/test-orders.js';
import type { OrderStatsResponse } from './order-stats.response.js';

const EARNS: readonly OrderStatus[] = ['CONFIRMED', 'SHIPPED', 'DELIVERED'];

/** Counted and summed up by the database. */
@Injectable()
export class OrderStatsService {
  constructor(
    private readonly prisma: PrismaService,
    @Inject(stripeConfig.KEY) private readonly stripe: StripeConfig,
  ) {}

  async get(): Promise<OrderStatsResponse> {
    const rows = await this.prisma.$queryRaw<{ status: OrderStatus; n: number | bigint; earned: number | bigint }[]>`
      SELECT CAST(o."status" AS TEXT) AS "status", COUNT(*) AS "n", SUM(${EARNED_CENTS}) AS "earned"
      FROM "Order" o WHERE ${isOfThisMode(this.stripe)} GROUP BY o."status"`;
    const groups = rows.map(({ status, n, earned }) => ({ status, n: Number(n), earned: Number(earned) }));
    const countOf = (status: OrderStatus) => groups.find((group) => group.status === status)?.n ?? 0;
    return {
      total: groups.reduce((sum, { n }) => sum + n, 0),
      byStatus: {
        pending: countOf('PENDING'),
        confirmed: countOf('CONFIRMED'),
        shipped: countOf('SHIPPED'),
        delivered: countOf('DELIVERED'),
        cancelled: countOf('CANCELLED'),
        refunded: countOf('REFUNDED'),
      },
      totalRevenue: groups.filter(({ status }) => EARNS.includes(status)).reduce((sum, { earned }) => sum + earned, 0),
    };
  }
}
