import { Injectable } from '@nestjs/common';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { OrderNotFoundError } from '../rules/checkout.errors.js';
import type { OwnOrdersQuery } from './dto/orders.query.js';
import { orderInclude, toOrderResponse, type OneOrderResponse, type OrdersResponse } from './dto/order.response.js';

@Injectable()
export class OrdersService {
  constructor(private readonly prisma: PrismaService) {}

  /** The account's own orders, newest first. */
  async listOwn(userId: string, query: OwnOrdersQuery): Promise<OrdersResponse> {
    const where = { userId, status: query.status };
    const [orders, total] = await Promise.all([
      this.prisma.order.findMany({
        where,
        include: orderInclude,
        orderBy: NEWEST_FIRST,
        ...pageWindow(query),
      }),
      this.prisma.order.count({ where }),
    ]);
    return { orders: orders.map(toOrderResponse), pagination: toPagination(query, total) };
  }

  /** @throws OrderNotFoundError also for the order of another account */
  async getOwn(userId: string, orderId: string): Promise<OneOrderResponse> {
    const order = isOpaqueId(orderId)
      ? await this.prisma.order.findUnique({ where: { id: orderId, userId }, include: orderInclude })
      : null;
    if (!order) throw new OrderNotFoundError('No such order of this account');
    return { order: toOrderResponse(order) };
  }
}
