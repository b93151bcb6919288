import { randomUUID } from 'node:crypto';

/**
 * The statements of the webhook's transaction and nothing else, through bare better-sqlite3.
 * @returns `(event) => void` for an event of `preparePaidEvents`: one purchase of one unit
 */
export function prepareBareOrders(db, variant) {
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  const record = db.prepare(
    `INSERT INTO "StripeEvent" ("id", "type", "apiVersion", "objectId", "payload", "status", "attempts", "appliedAt", "createdAt")
     VALUES (?, ?, ?, ?, ?, 'APPLIED', 1, ?, ?)
     ON CONFLICT ("id") DO UPDATE SET "status" = 'APPLIED', "appliedAt" = ?, "lastError" = NULL, "nextAttemptAt" = NULL,
       "attempts" = "attempts" + 1
     WHERE "status" <> 'APPLIED'`,
  );
  const take = db.prepare(
    `UPDATE "Variant" SET "stock" = "stock" - 1, "updatedAt" = ? WHERE "id" = ? AND "stock" >= 1
     RETURNING "id", "productId", "name" AS "variantName", "language", "edition", "sku", "priceCents", "stock",
       (SELECT p."name" FROM "Product" p WHERE p."id" = "Variant"."productId") AS "productName",
       (SELECT i."url" FROM "ProductImage" i WHERE i."productId" = "Variant"."productId" ORDER BY i."position" LIMIT 1)
         AS "imageUrl"`,
  );
  const ledger = insert(db, 'StockMovement', 'id variantId delta stockAfter reason reference createdAt');
  const order = insert(
    db,
    'Order',
    'id orderNumber status fulfillmentStatus subtotalCents shippingMethod shippingCost totalCents currency ' +
      'paymentMethod shippingAddress billingAddress stripeSessionId paymentIntentId createdAt updatedAt',
  );
  const item = insert(
    db,
    'OrderItem',
    'id orderId productId productVariantId productName variantName imageUrl quantity unitsTaken unitPriceCents ' +
      'totalPriceCents createdAt',
  );
  const orderEvents = db.prepare(
    `INSERT INTO "OrderEvent" ("id", "orderId", "type", "createdAt") VALUES (?, ?, 'CREATED', ?), (?, ?, 'PAID', ?)`,
  );
  const paid = db.prepare(
    `UPDATE "CheckoutSession" SET "status" = 'PAID', "stripeSessionId" = ?, "activeUserId" = NULL, "updatedAt" = ?
     WHERE "id" = ? AND "status" IN ('OPENING', 'OPEN', 'PROCESSING') RETURNING "promoId"`,
  );
  const release = db.prepare('DELETE FROM "StockHold" WHERE "sessionId" = ?');
  const mail = insert(db, 'OutboxMail', 'id kind key subjectId attempts nextAttemptAt createdAt');
  const address = JSON.stringify({ name: 'Sacha Ketchum', phone: null, address: { line1: '1 rue du Bourg' } });

  return db.transaction(({ checkoutId, stripeSessionId, totalCents, body }) => {
    const [id, now] = [randomUUID(), new Date().toISOString()];
    const { id: eventId, type, api_version } = JSON.parse(body);
    record.run(eventId, type, api_version, stripeSessionId, body, now, now, now);
    const { stock, priceCents, productId, productName, variantName, imageUrl } = take.get(now, variant.id);
    ledger.run(randomUUID(), variant.id, -1, stock, 'SALE', stripeSessionId, now);
    order.run(
      ...[id, `BARE-${id}`, 'CONFIRMED', 'PAID', priceCents, 'MONDIAL_RELAY', totalCents - priceCents, totalCents],
      ...['EUR', 'card', address, address, stripeSessionId, `pi_${id}`, now, now],
    );
    item.run(
      `${id}-01`,
      id,
      productId,
      variant.id,
      productName,
      variantName,
      imageUrl,
      1,
      1,
      priceCents,
      priceCents,
      now,
    );
    orderEvents.run(`${id}-e1`, id, now, `${id}-e2`, id, now);
    paid.get(stripeSessionId, now, checkoutId);
    release.run(checkoutId);
    mail.run(randomUUID(), 'order.paid', `order.paid:${id}`, id, 0, now, now);
  }).immediate;
}

function insert(db, table, columns) {
  const names = columns.split(' ');
  const places = names.map(() => '?').join(', ');
  return db.prepare(`INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${places})`);
}
