import { Injectable } from '@nestjs/common';
import { recordAdminChange } from '../../../audit/admin-changes.js';
import { changedFields } from '../../../audit/changed-fields.js';
import type { Order, Prisma } from '../../../generated/sqlite/client.js';
import { orderDelivered, orderShipped } from '../../mails/new-order-mails.js';
import { carrierLink } from '../carrier-link.js';
import { OrderStatesService, type Move } from '../states/order-states.service.js';
import { hasLeft, isGivenBack } from '../states/order-transitions.js';
import type { ChangeStatusDto } from './dto/change-status.dto.js';
import type { DeliverOrderDto } from './dto/deliver-order.dto.js';
import type { ShipOrderDto } from './dto/ship-order.dto.js';
import { correctedParcel, type Parcel } from './parcel.js';
import { WholeRefunds } from './whole-refunds.service.js';

/** What administrators do to orders. Each act happens once and is noted with who did it, however many ask at once. */
@Injectable()
export class OrderActs {
  constructor(
    private readonly states: OrderStatesService,
    private readonly refunds: WholeRefunds,
  ) {}

  /**
   * Sends an order. One that has been sent stays as it is, but for a number that it had none of.
   * @throws OrderNotFoundError
   * @throws InvalidStatusTransitionError
   */
  async ship(adminId: string, orderId: string, { carrier, trackingNumber, note }: ShipOrderDto): Promise<void> {
    const parcel = { carrier, trackingNumber, trackingUrl: carrierLink(carrier, trackingNumber) };
    await this.states.change(orderId, async (tx, order) => {
      if (hasLeft(order.status)) {
        const { count } = await tx.order.updateMany({ where: { id: orderId, trackingNumber: null }, data: parcel });
        if (count > 0) await recordParcel(tx, adminId, order, parcel);
        return true;
      }
      const mail = orderShipped(orderId);
      return this.move(tx, order, { to: 'SHIPPED', createdBy: adminId, message: note ?? null, parcel, mail });
    });
  }

  /**
   * Notes that an order has arrived; one that has stays as it is.
   * @throws OrderNotFoundError
   * @throws InvalidStatusTransitionError
   */
  async deliver(adminId: string, orderId: string, { note }: DeliverOrderDto): Promise<void> {
    await this.states.change(orderId, async (tx, order) => {
      if (order.status === 'DELIVERED') return true;
      const mail = orderDelivered(orderId);
      return this.move(tx, order, { to: 'DELIVERED', createdBy: adminId, message: note ?? null, mail });
    });
  }

  /**
   * Takes an order to a state by its name. CANCELLED and REFUNDED give the money back first.
   * @throws OrderNotFoundError
   * @throws InvalidStatusTransitionError
   * @throws PaymentUnavailableError when the money can't be given back (now); the order is as before
   */
  async changeStatus(adminId: string, orderId: string, given: ChangeStatusDto): Promise<void> {
    const { status } = given;
    if (isGivenBack(status)) await this.refunds.giveBack(adminId, orderId, status);
    await this.states.change(orderId, async (tx, order) => {
      if (order.status !== status && !(await this.setStatus(tx, order, adminId, given))) return false;
      if (order.status === 'SHIPPED' && status === 'SHIPPED') await this.correctParcel(tx, order, adminId, given);
      if (given.needsReview === false) await this.markSeen(tx, orderId, adminId);
      return true;
    });
  }

  private setStatus(
    tx: Prisma.TransactionClient,
    order: Order,
    adminId: string,
    given: ChangeStatusDto,
  ): Promise<boolean> {
    const { status: to } = given;
    return this.move(tx, order, {
      to,
      createdBy: adminId,
      byStatus: true,
      ...(to === 'SHIPPED' && { parcel: correctedParcel(order, given) ?? {}, mail: orderShipped(order.id) }),
      ...(to === 'DELIVERED' && { mail: orderDelivered(order.id) }),
    });
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

  private async markSeen(tx: Prisma.TransactionClient, id: string, adminId: string): Promise<void> {
    // What is PENDING waits for a decision, not for a look.
    const { count } = await tx.order.updateMany({
      where: { id, needsReview: true, status: { not: 'PENDING' } },
      data: { needsReview: false },
    });
    const change = { before: { needsReview: true }, after: { needsReview: false } };
    if (count > 0) await recordAdminChange(tx, adminId, 'order.reviewed', id, change);
  }

  private async move(tx: Prisma.TransactionClient, order: Order, move: Move & { createdBy: string }): Promise<boolean> {
    if (!(await this.states.move(tx, order, move))) return false;
    const { to: status, parcel, createdBy } = move;
    const change = changedFields(
      { status: order.status, ...parcelOf(order) },
      { status, ...parcelOf(order), ...parcel },
    );
    await recordAdminChange(tx, createdBy, `order.${status.toLowerCase()}`, order.id, change);
    return true;
  }
}

async function recordParcel(
  tx: Prisma.TransactionClient,
  adminId: string,
  order: Order,
  parcel: Parcel,
): Promise<void> {
  await recordAdminChange(tx, adminId, 'order.parcel', order.id, changedFields(parcelOf(order), parcel));
}

function parcelOf({ carrier, trackingNumber, trackingUrl }: Parcel): Parcel {
  return { carrier, trackingNumber, trackingUrl };
}
