import type { OrderStatus } from '../../../prisma/client.js';

const NAMES: Record<OrderStatus, string> = {
  PENDING: 'en attente',
  CONFIRMED: 'confirmée',
  SHIPPED: 'expédiée',
  DELIVERED: 'livrée',
  CANCELLED: 'annulée',
  REFUNDED: 'remboursée',
};

/** For the order's history. */
export function statusChanged(from: OrderStatus, to: OrderStatus): string {
  return `Commande ${NAMES[from]} → ${NAMES[to]}.`;
}
