import { Agent } from 'node:http';
import { rate } from '../load.mjs';
import { deliver, DELIVERY, INSTALLATION, signedEvent } from '../paid-events.mjs';
import { insertIntoPostgresql } from '../seed/writers.mjs';

const SESSION_MS = 1_800_000;

/**
 * Opens sessions as `create-session` leaves them, one reserved unit each, variants in turns.
 * @returns the events of their payment, with `variantId` each
 */
export async function openPaidSessions(db, variants, count) {
  const { installationId } = (await db.query(INSTALLATION)).rows[0];
  const events = Array.from({ length: count }, (_, index) => {
    const variant = variants[index % variants.length];
    return { ...signedEvent(variant, installationId), variantId: variant.id };
  });
  const expiresAt = new Date(Date.now() + SESSION_MS);
  const sessions = events.map(({ checkoutId, stripeSessionId, totalCents }) => {
    const page = { stripeSessionId, status: 'OPEN', url: 'https://checkout.stripe.com/c/pay/x' };
    return {
      id: checkoutId,
      ...page,
      totalCents,
      discountCents: 0,
      delivery: DELIVERY,
      expiresAt,
      createdAt: expiresAt,
      updatedAt: expiresAt,
    };
  });
  const holds = events.map(({ checkoutId, variantId }) => ({ sessionId: checkoutId, variantId, quantity: 1 }));
  await insertIntoPostgresql(db, 'CheckoutSession', sessions);
  await insertIntoPostgresql(db, 'StockHold', holds);
  return events;
}

/** @returns variants that are never sold out, `count` at most */
export async function stockedVariants(db, count) {
  const sql = `UPDATE "Variant" SET "stock" = 1000000 WHERE "id" IN (SELECT "id" FROM "Variant" ORDER BY "id" LIMIT $1)
    RETURNING "id", "priceCents"`;
  return (await db.query(sql, [count])).rows;
}

/**
 * Delivers the events to the shops in turns.
 * @returns orders a second, of all shops together
 */
export async function deliverAll(shops, events, concurrency) {
  const agent = new Agent({ keepAlive: true });
  try {
    return await rate(events.length, concurrency, (index) =>
      deliver(shops[index % shops.length].url, agent, events[index]),
    );
  } finally {
    agent.destroy();
  }
}
