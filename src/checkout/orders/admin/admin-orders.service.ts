import { Injectable } from '@nestjs/common';
import { isOpaqueId } from '../../../common/ids/opaque-id.js';
import { pageWindow, toPagination } from '../../../common/pagination/pagination.response.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { OrderNotFoundError } from '../../checkout.errors.js';
import {
  adminOrderDetailInclude,
  adminOrderInclude,
  toAdminOrder,
  toAdminOrderDetail,
  type AdminOrderResponse,
  type AdminOrdersResponse,
  type OneAdminOrderResponse,
} from './admin-order.response.js';
import type { AdminOrdersQuery } from './admin-orders.query.js';
import { findOrders } from './find-orders.js';
import { readOrders } from './read-orders.js';

/** Everybody's orders, as administrators see them. */
@Injectable()
export class AdminOrdersService {
  constructor(private readonly prisma: PrismaService) {}

  /** Newest first. */
  async list(query: AdminOrdersQuery): Promise<AdminOrdersResponse> {
    const { ids, total } = await findOrders(this.prisma, query, pageWindow(query));
    const orders = await readOrders(this.prisma, ids);
    return { orders: orders.map(toAdminOrder), pagination: toPagination(query, total) };
  }

  /** @throws OrderNotFoundError */
  async get(id: string): Promise<AdminOrderResponse> {
    const order = isOpaqueId(id)
      ? await this.prisma.order.findUnique({ where: { id }, include: adminOrderInclude })
      : null;
    if (!order) throw new OrderNotFoundError('No such order');
    return toAdminOrder(order);
  }

  /**
   * With its history.
   * @throws OrderNotFoundError
   */
  async getDetail(id: string): Promise<OneAdminOrderResponse> {
    const order = isOpaqueId(id)
      ? await this.prisma.order.findUnique({ where: { id }, include: adminOrderDetailInclude })
      : null;
    if (!order) throw new OrderNotFoundError('No such order');
    return { order: toAdminOrderDetail(order) };
  }
}
