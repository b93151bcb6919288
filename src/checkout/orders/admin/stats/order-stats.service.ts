import { Injectable } from '@nestjs/common';
import type { OrderStatus } from '../../../../generated/sqlite/client.js';
import { PrismaService } from '../../../../prisma/prisma.service.js';
import type { OrderStatsResponse } from './order-stats.response.js';

const EARNS: readonly OrderStatus[] = ['CONFIRMED', 'SHIPPED', 'DELIVERED'];

/** Counted and summed up by the database. */
@Injectable()
export class OrderStatsService {
  constructor(private readonly prisma: PrismaService) {}

  async get(): Promise<OrderStatsResponse> {
    const groups = await this.prisma.order.groupBy({
      by: ['status'],
      _count: { _all: true },
      _sum: { totalCents: true, refundedCents: true },
    });
    const countOf = (status: OrderStatus) => groups.find((group) => group.status === status)?._count._all ?? 0;
    return {
      total: groups.reduce((sum, { _count }) => sum + _count._all, 0),
      byStatus: {
        pending: countOf('PENDING'),
        confirmed: countOf('CONFIRMED'),
        shipped: countOf('SHIPPED'),
        delivered: countOf('DELIVERED'),
        cancelled: countOf('CANCELLED'),
        refunded: countOf('REFUNDED'),
      },
      totalRevenue: groups
        .filter(({ status }) => EARNS.includes(status))
        .reduce((sum, { _sum }) => sum + (_sum.totalCents ?? 0) - (_sum.refundedCents ?? 0), 0),
    };
  }
}
