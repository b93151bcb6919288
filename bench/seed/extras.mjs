import { idOf } from './random.mjs';
import { REVIEWS } from './words.mjs';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Collects buyers of products while orders are made, then makes reviews: one for each buyer and product. */
export function makeReviewer(random, count, expectedLines) {
  const reviews = [];
  const seen = new Set();
  return {
    reviews,
    look: ({ order, items }) => {
      if (!order.userId || order.status !== 'DELIVERED') return;
      for (const { productId, createdAt } of items) {
        const key = `${order.userId}:${productId}`;
        if (reviews.length >= count || seen.has(key) || random.next() * expectedLines > count * 1.6) continue;
        seen.add(key);
        const at = new Date(createdAt.getTime() + 5 * DAY_MS);
        const [title, comment] = random.pick(REVIEWS);
        reviews.push({
          ...{ id: idOf('w', reviews.length), productId, userId: order.userId, rating: random.between(2, 5) },
          ...{ title, comment, isVerified: true, isApproved: !random.isOneIn(10), createdAt: at, updatedAt: at },
        });
      }
    },
  };
}

export function makePromos(random, count, until) {
  return Array.from({ length: count }, (_, index) => {
    const createdAt = new Date(until.getTime() - random.between(1, 700) * DAY_MS - index);
    const isPercent = random.isOneIn(2);
    return {
      ...{ id: idOf('k', index), code: `PROMO${index + 1}`, type: isPercent ? 'PERCENTAGE' : 'FIXED' },
      value: isPercent ? random.between(5, 30) : random.between(2, 20) * 100,
      ...{ minPurchase: 3000, validFrom: createdAt, validUntil: new Date(createdAt.getTime() + 60 * DAY_MS) },
      ...{ createdAt, updatedAt: createdAt },
    };
  });
}

/** The audit log: corrections of prices. */
export function makeAuditLog(random, count, { until, admin, products }) {
  return Array.from({ length: count }, (_, index) => ({
    ...{ id: idOf('a', index), adminId: admin.id, action: 'product.update', subjectId: random.pick(products).id },
    ...{ before: { priceCents: 4990 }, after: { priceCents: 4490 } },
    createdAt: new Date(until.getTime() - (count - index) * 3_600_000),
  }));
}
