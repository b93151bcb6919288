import type { FulfillmentStatus, OrderStatus } from '../../../generated/sqlite/client.js';

/** The states that each state may be followed by. A Record, so that a new state does not compile until it is here. */
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

/** The states that mean: the money went back. */
export function isGivenBack(status: OrderStatus): status is 'CANCELLED' | 'REFUNDED' {
  return status === 'CANCELLED' || status === 'REFUNDED';
}

/** Where the goods are, as far as the order's state tells. */
export function fulfillmentOf(status: OrderStatus): FulfillmentStatus {
  return FULFILLMENT[status];
}

/** Whether the goods have left the shop. Delivered by hand, they have without ever having been shipped. */
export function hasLeft(status: OrderStatus): boolean {
  return status === 'SHIPPED' || status === 'DELIVERED';
}
