import { idOf } from './random.mjs';

/** Tracks the stock and writes its ledger. */
export function makeStock(random, variants) {
  const movements = [];
  const move = (variant, delta, reason, createdAt, reference = null) => {
    variant.stock += delta;
    const id = idOf('m', movements.length);
    movements.push({ id, variantId: variant.id, delta, stockAfter: variant.stock, reason, reference, createdAt });
  };
  for (const variant of variants) move(variant, random.between(0, 60), 'INITIAL', variant.createdAt);
  return {
    movements,
    /** Restocks first when there are too few units. */
    sell: (variant, units, reference, at) => {
      if (variant.stock < units) move(variant, units + random.between(0, 40), 'RESTOCK', at);
      move(variant, -units, 'SALE', at, reference);
    },
    restock: (variant, units, orderId, at) => move(variant, units, 'REFUND', at, orderId),
  };
}
