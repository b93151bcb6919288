import type { RefundLine } from './refund-lines.js';

interface Item {
  id: string;
  quantity: number;
  /** Units that are out of stock because of it. */
  unitsTaken: number;
  /** Units that were given back the money for, those of this refund included. */
  unitsRefunded: number;
}

/**
 * The units that a refund puts back in stock, never more than the order took.
 * @param lines that are to be put back; empty when none were named
 * @param rest whether the order ends here with its goods still in the shop: then all go back but those that money was
 *   given back for before without them (damaged, say)
 * @returns units by line, those with none left out
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
