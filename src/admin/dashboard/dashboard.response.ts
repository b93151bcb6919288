import { ApiProperty } from '@nestjs/swagger';
import { AdminProductResponse } from '../../catalog/admin/admin-product.response.js';
import { orderInclude, OrderResponse, toOrderResponse } from '../../checkout/orders/dto/order.response.js';
import type { Prisma } from '../../prisma/client.js';

export class DashboardOrdersResponse {
  /** Whatever their state. @example 8 */
  total!: number;
  /** @example 1 */
  pending!: number;
}

export class DashboardUsersResponse {
  /** Administrators are not counted. @example 2 */
  total!: number;
}

export class DashboardProductsResponse {
  /** @example 17 */
  total!: number;
  /** Variants for sale with at most 10 units. @example 12 */
  lowStock!: number;
}

export class DashboardRevenueResponse {
  /** In euro cents: orders confirmed, shipped or delivered, less partial refunds and lost disputes. @example 34065 */
  total!: number;
}

export class DashboardStatsResponse {
  orders!: DashboardOrdersResponse;
  users!: DashboardUsersResponse;
  products!: DashboardProductsResponse;
  revenue!: DashboardRevenueResponse;
}

export class RecentBuyerResponse {
  /** @example "ondine@example.com" */
  email!: string;
  /** @example "ondine" */
  username!: string;
}

export class RecentOrderResponse extends OrderResponse {
  /** Null for a guest, and once the account is gone. */
  @ApiProperty({ type: RecentBuyerResponse, nullable: true })
  user!: RecentBuyerResponse | null;
}

export class TopProductResponse {
  /** Null once it is deleted. */
  @ApiProperty({ type: AdminProductResponse, nullable: true })
  product!: AdminProductResponse | null;

  /** Units in orders confirmed, shipped or delivered. @example 7 */
  totalSold!: number;
}

export class DashboardResponse {
  stats!: DashboardStatsResponse;
  /** The newest five. */
  recentOrders!: RecentOrderResponse[];
  /** The five that sold the most units. */
  topProducts!: TopProductResponse[];
}

export const recentOrderInclude = {
  ...orderInclude,
  user: { select: { email: true, username: true } },
} satisfies Prisma.OrderInclude;
type RecentOrderRow = Prisma.OrderGetPayload<{ include: typeof recentOrderInclude }>;

export function toRecentOrder(order: RecentOrderRow): RecentOrderResponse {
  const { user } = order;
  return Object.assign(toOrderResponse(order), { user: user && { email: user.email, username: user.username } });
}
