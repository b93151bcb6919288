import { idOf } from './random.mjs';

/** Keeps the stock and writes its ledger, so that the two agree. */
export function makeShelf(random, variants) {
  const movements = [];
  const move = (variant, delta, reason, createdAt, reference = null) => {
    variant.stock += delta;
    const id = idOf('m', movements.length);
    movements.push({ id, variantId: variant.id, delta, stockAfter: variant.stock, reason, reference, createdAt });
  };
  for (const variant of variants) move(variant, random.between(0, 60), 'INITIAL', variant.createdAt);
  return {
    movements,
    /** Brings in new units first when there are too few. */
    sell: (variant, units, reference, at) => {
      if (variant.stock < units) move(variant, units + random.between(0, 40), 'RESTOCK', at);
      move(variant, -units, 'SALE', at, reference);
    },
    takeBack: (variant, units, orderId, at) => move(variant, units, 'REFUND', at, orderId),
  };
}
