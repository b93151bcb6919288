import { Injectable } from '@nestjs/common';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import { recordInAuditLog } from '../../audit/audit-log.js';
import { changedFields } from '../../audit/changed-fields.js';
import type { Order, Prisma } from '../../prisma/client.js';
import { orderDelivered, orderShipped } from '../mails/new-order-mails.js';
import { carrierLink } from '../rules/carrier-link.js';
import { shippingObstacle } from '../disputes/shipping-obstacle.js';
import { renewSearchText } from '../orders/order-search-text.js';
import { checkTransition, OrderStatesService, type Move } from '../orders/states/order-states.service.js';
import { hasLeft, isRefunded } from '../orders/states/order-transitions.js';
import type { ChangeStatusDto } from './dto/change-status.dto.js';
import type { DeliverOrderDto } from './dto/deliver-order.dto.js';
import type { ShipOrderDto } from './dto/ship-order.dto.js';
import { correctedParcel, type Parcel } from './parcel.js';
import { WholeRefunds } from './whole-refunds.service.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { inOrderOf } from '../../prisma/search.js';
import { OrderNotFoundError } from '../rules/checkout.errors.js';
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

/**
 * All orders, for administrators. Each change happens once and is recorded with its administrator, however many requests
 * arrive at the same time.
 */
@Injectable()
export class AdminOrdersService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly states: OrderStatesService,
    private readonly refunds: WholeRefunds,
  ) {}

  /** Newest first. */
  async list(query: AdminOrdersQuery): Promise<AdminOrdersResponse> {
    const { ids, total } = await findOrders(this.prisma, query, pageWindow(query));
    const rows = await this.prisma.order.findMany({ where: { id: { in: ids } }, include: adminOrderInclude });
    return { orders: inOrderOf(ids, rows).map(toAdminOrder), pagination: toPagination(query, total) };
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

  /**
   * Marks an order as shipped. One that is shipped already stays, except for a missing tracking number.
   * @throws OrderNotFoundError
   * @throws InvalidStatusTransitionError
   * @throws OrderDisputedError, OrderUnderReviewError without `force`
   */
  async ship(adminId: string, orderId: string, body: ShipOrderDto): Promise<void> {
    const { carrier, trackingNumber, note, force } = body;
    const parcel = { carrier, trackingNumber, trackingUrl: carrierLink(carrier, trackingNumber) };
    await this.states.change(orderId, async (tx, order) => {
      if (hasLeft(order.status)) {
        const { count } = await tx.order.updateMany({ where: { id: orderId, trackingNumber: null }, data: parcel });
        if (count > 0) await recordParcel(tx, adminId, order, parcel);
        return true;
      }
      const mail = orderShipped(orderId);
      const move = { to: 'SHIPPED' as const, createdBy: adminId, message: note ?? null, parcel, mail };
      return this.move(tx, order, move, force);
    });
  }

  /**
   * Marks an order as delivered. One that is delivered already stays.
   * @throws OrderNotFoundError
   * @throws InvalidStatusTransitionError
   * @throws OrderDisputedError, OrderUnderReviewError without `force`, unless it was shipped before
   */
  async deliver(adminId: string, orderId: string, { note, force }: DeliverOrderDto): Promise<void> {
    await this.states.change(orderId, async (tx, order) => {
      if (order.status === 'DELIVERED') return true;
      const mail = orderDelivered(orderId);
      const move = { to: 'DELIVERED' as const, createdBy: adminId, message: note ?? null, mail };
      return this.move(tx, order, move, force);
    });
  }

  /**
   * Sets an order's status. CANCELLED and REFUNDED refund the payment first.
   * @throws OrderNotFoundError
   * @throws InvalidStatusTransitionError
   * @throws OrderDisputedError, OrderUnderReviewError for goods that would leave without `force`
   * @throws PaymentUnavailableError when Stripe does not refund now; the order stays as it was
   */
  async changeStatus(adminId: string, orderId: string, given: ChangeStatusDto): Promise<void> {
    const { status } = given;
    if (isRefunded(status)) await this.refunds.refund(adminId, orderId, status);
    await this.states.change(orderId, async (tx, order) => {
      if (order.status !== status && !(await this.setStatus(tx, order, adminId, given))) return false;
      if (order.status === 'SHIPPED' && status === 'SHIPPED') await this.correctParcel(tx, order, adminId, given);
      if (given.needsReview === false) await this.markReviewed(tx, orderId, adminId);
      return true;
    });
  }

  private setStatus(
    tx: Prisma.TransactionClient,
    order: Order,
    adminId: string,
    given: ChangeStatusDto,
  ): Promise<boolean> {
    const { status: to, force } = given;
    const move = {
      to,
      createdBy: adminId,
      byStatus: true,
      ...(to === 'SHIPPED' && { parcel: correctedParcel(order, given) ?? {}, mail: orderShipped(order.id) }),
      ...(to === 'DELIVERED' && { mail: orderDelivered(order.id) }),
    };
    return this.move(tx, order, move, force);
  }

  private async correctParcel(
    tx: Prisma.TransactionClient,
    order: Order,
    adminId: string,
    given: ChangeStatusDto,
  ): Promise<void> {
    const parcel = correctedParcel(order, given);
    if (!parcel) return;
    await tx.order.updateMany({ where: { id: order.id, status: 'SHIPPED' }, data: parcel });
    await recordParcel(tx, adminId, order, parcel);
  }

  private async markReviewed(tx: Prisma.TransactionClient, id: string, adminId: string): Promise<void> {
    // A PENDING order needs a decision: a look at it is not enough.
    const { count } = await tx.order.updateMany({
      where: { id, needsReview: true, status: { not: 'PENDING' } },
      data: { needsReview: false },
    });
    const change = { before: { needsReview: true }, after: { needsReview: false } };
    if (count > 0) await recordInAuditLog(tx, adminId, 'order.reviewed', id, change);
  }

  private async move(
    tx: Prisma.TransactionClient,
    order: Order,
    move: Move & { createdBy: string },
    force?: boolean | null,
  ): Promise<boolean> {
    const { to: status, parcel, createdBy } = move;
    checkTransition(order, status);
    const obstacle = hasLeft(status) && !hasLeft(order.status) ? await shippingObstacle(tx, order.id) : null;
    if (obstacle && !force) throw obstacle;
    if (!(await this.states.move(tx, order, move))) return false;
    const change = changedFields(
      { status: order.status, ...parcelOf(order) },
      { status, ...parcelOf(order), ...parcel },
    );
    const forced = obstacle && { force: true, despite: obstacle.code };
    const after = { ...change.after, ...forced };
    await recordInAuditLog(tx, createdBy, `order.${status.toLowerCase()}`, order.id, { ...change, after });
    return true;
  }
}

async function recordParcel(
  tx: Prisma.TransactionClient,
  adminId: string,
  order: Order,
  parcel: Parcel,
): Promise<void> {
  await recordInAuditLog(tx, adminId, 'order.parcel', order.id, changedFields(parcelOf(order), parcel));
  await renewSearchText(tx, { id: order.id });
}

function parcelOf({ carrier, trackingNumber, trackingUrl }: Parcel): Parcel {
  return { carrier, trackingNumber, trackingUrl };
}
