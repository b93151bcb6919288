import { randomUUID } from 'node:crypto';

/** @returns {() => void} one purchase of one unit: the statements of the webhook's transaction and nothing else */
export function prepareBareOrders(db, variant) {
  db.pragma('synchronous = FULL');
  const now = () => new Date().toISOString();
  const event = db.prepare(`INSERT INTO "StripeEvent" ("id", "type") VALUES (?, 'checkout.session.completed')`);
  const existing = db.prepare('SELECT "id", "orderNumber" FROM "Order" WHERE "stripeSessionId" = ?');
  const take = db.prepare(
    'UPDATE "Variant" SET "stock" = "stock" - 1, "updatedAt" = ? WHERE "id" = ? AND "stock" >= 1 RETURNING "stock", "priceCents"',
  );
  const ledger = db.prepare(
    `INSERT INTO "StockMovement" ("id", "variantId", "delta", "stockAfter", "reason", "reference") VALUES (?, ?, -1, ?, 'SALE', ?)`,
  );
  const describe = db.prepare(
    'SELECT v.*, p."name" AS "productName" FROM "Variant" v JOIN "Product" p ON p."id" = v."productId" WHERE v."id" = ?',
  );
  const picture = db.prepare('SELECT "url" FROM "ProductImage" WHERE "productId" = ? ORDER BY "position" LIMIT 1');
  const order = db.prepare(
    `INSERT INTO "Order" ("id", "orderNumber", "status", "fulfillmentStatus", "subtotalCents", "totalCents", "currency", "stripeSessionId", "updatedAt")
     VALUES (?, ?, 'CONFIRMED', 'PAID', ?, ?, 'EUR', ?, ?)`,
  );
  const item = db.prepare(
    `INSERT INTO "OrderItem" ("id", "orderId", "productId", "productVariantId", "productName", "quantity", "unitPriceCents", "totalPriceCents")
     VALUES (?, ?, ?, ?, ?, 1, ?, ?)`,
  );
  const orderEvent = db.prepare('INSERT INTO "OrderEvent" ("id", "orderId", "type") VALUES (?, ?, ?)');
  const session = db.prepare(`UPDATE "CheckoutSession" SET "status" = 'PAID', "stripeSessionId" = ? WHERE "id" = ?`);

  return db.transaction(() => {
    const [id, sessionId] = [randomUUID(), `cs_bare_${randomUUID()}`];
    event.run(`evt_${id}`);
    existing.get(sessionId);
    const { stock, priceCents } = take.get(now(), variant.id);
    ledger.run(randomUUID(), variant.id, stock, sessionId);
    const { productId, productName } = describe.get(variant.id);
    picture.get(productId);
    order.run(id, `BARE-${id}`, priceCents, priceCents, sessionId, now());
    item.run(randomUUID(), id, productId, variant.id, productName, priceCents, priceCents);
    orderEvent.run(randomUUID(), id, 'CREATED');
    orderEvent.run(randomUUID(), id, 'PAID');
    session.run(sessionId, id);
  }).immediate;
}
