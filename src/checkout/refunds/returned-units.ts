import type { RefundLine } from './refund-lines.js';

interface Item {
  id: string;
  quantity: number;
  /** Units taken out of stock for it. */
  unitsTaken: number;
  /** Refunded units, including those of this refund. */
  unitsRefunded: number;
}

/**
 * The units that a refund restocks, never more than the order took.
 * @param lines to restock; empty when none were named
 * @param rest whether the order ends unshipped: then all units are restocked, except those that were refunded earlier
 *   without restock (damaged, for example)
 * @returns units by line, without lines of 0
 */
export function unitsToReturn(items: readonly Item[], lines: readonly RefundLine[], rest: boolean): RefundLine[] {
  const named = new Map(lines.map(({ orderItemId, quantity }) => [orderItemId, quantity]));
  return items
    .map(({ id, quantity, unitsTaken, unitsRefunded }) => {
      const asked = Math.min(named.get(id) ?? 0, unitsTaken);
      const others = rest ? Math.min(unitsTaken - asked, Math.max(0, quantity - unitsRefunded)) : 0;
      return { orderItemId: id, quantity: asked + others };
    })
    .filter((line) => line.quantity > 0);
}
