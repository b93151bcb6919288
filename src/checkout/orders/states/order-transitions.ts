import type { FulfillmentStatus, OrderStatus } from '../../../prisma/client.js';

/** Allowed transitions. A Record, so that a new state does not compile until it is added. */
const NEXT: Record<OrderStatus, readonly OrderStatus[]> = {
  PENDING: ['CONFIRMED', 'CANCELLED', 'REFUNDED'],
  CONFIRMED: ['SHIPPED', 'DELIVERED', 'CANCELLED', 'REFUNDED'],
  SHIPPED: ['DELIVERED', 'REFUNDED'],
  DELIVERED: ['REFUNDED'],
  CANCELLED: [],
  REFUNDED: [],
};

const FULFILLMENT: Record<OrderStatus, FulfillmentStatus> = {
  PENDING: 'PENDING',
  CONFIRMED: 'PAID',
  SHIPPED: 'SHIPPED',
  DELIVERED: 'DELIVERED',
  CANCELLED: 'CANCELLED',
  REFUNDED: 'REFUNDED',
};

export function canBecome(from: OrderStatus, to: OrderStatus): boolean {
  return NEXT[from].includes(to);
}

export function isFinal(status: OrderStatus): boolean {
  return NEXT[status].length === 0;
}

/** States of orders whose money was refunded. */
export function isRefunded(status: OrderStatus): status is 'CANCELLED' | 'REFUNDED' {
  return status === 'CANCELLED' || status === 'REFUNDED';
}

/** The delivery status that follows from the order's status. */
export function fulfillmentOf(status: OrderStatus): FulfillmentStatus {
  return FULFILLMENT[status];
}

/** Whether the goods have left the shop. An order handed over in person is delivered without being shipped. */
export function hasLeft(status: OrderStatus): boolean {
  return status === 'SHIPPED' || status === 'DELIVERED';
}
