import { Inject, Injectable } from '@nestjs/common';
import { adminProductInclude, toAdminProduct } from '../../catalog/admin/admin-product.response.js';
import { OrderStatsService } from '../../checkout/admin-orders/stats/order-stats.service.js';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import {
  recentOrderInclude,
  toRecentOrder,
  type DashboardResponse,
  type DashboardStatsResponse,
  type RecentOrderResponse,
  type TopProductResponse,
} from './dashboard.response.js';
import { findBestSellers } from './best-sellers.js';

const RECENT_ORDERS = 5;
const TOP_PRODUCTS = 5;
const LOW_STOCK = 10;

/** What the administration opens with. */
@Injectable()
export class DashboardService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly orderStats: OrderStatsService,
    @Inject(stripeConfig.KEY) private readonly stripe: StripeConfig,
  ) {}

  async get(): Promise<DashboardResponse> {
    const [stats, recentOrders, topProducts] = await Promise.all([
      this.stats(),
      this.recentOrders(),
      this.topProducts(),
    ]);
    return { stats, recentOrders, topProducts };
  }

  private async stats(): Promise<DashboardStatsResponse> {
    const [orders, users, products, lowStock] = await Promise.all([
      this.orderStats.get(),
      this.prisma.user.count({ where: { isAdmin: false } }),
      this.prisma.product.count(),
      this.prisma.variant.count({ where: { isActive: true, stock: { lte: LOW_STOCK } } }),
    ]);
    return {
      orders: { total: orders.total, pending: orders.byStatus.pending },
      users: { total: users },
      products: { total: products, lowStock },
      revenue: { total: orders.totalRevenue },
    };
  }

  private async recentOrders(): Promise<RecentOrderResponse[]> {
    const orders = await this.prisma.order.findMany({
      include: recentOrderInclude,
      orderBy: NEWEST_FIRST,
      take: RECENT_ORDERS,
    });
    return orders.map(toRecentOrder);
  }

  private async topProducts(): Promise<TopProductResponse[]> {
    const sellers = await findBestSellers(this.prisma, this.stripe, TOP_PRODUCTS);
    const ids = sellers.flatMap(({ productId }) => productId ?? []);
    const rows = await this.prisma.product.findMany({ where: { id: { in: ids } }, include: adminProductInclude });
    const byId = new Map(rows.map((row) => [row.id, toAdminProduct(row)]));
    return sellers.map(({ productId, units }) => ({
      product: (productId !== null && byId.get(productId)) || null,
      totalSold: units,
    }));
  }
}
