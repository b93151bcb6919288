import { randomUUID } from 'node:crypto';

const ADDRESS = JSON.stringify({ name: 'Sacha Ketchum', phone: null, address: { line1: '1 rue du Bourg' } });

/**
 * The statements of the webhook's transaction and nothing else, through bare `pg`, each prepared once a connection.
 * @param {import('pg').Pool} db
 * @returns `(event) => Promise` for an event of `openPaidSessions`: one purchase of one unit
 */
export function bareOrders(db) {
  return async (event) => {
    const client = await db.connect();
    try {
      await client.query('BEGIN');
      await writeOrder((name, values) => client.query({ name, text: SQL[name], values }), event);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
}

async function writeOrder(run, { variantId, checkoutId, stripeSessionId, totalCents, body }) {
  const [id, now] = [randomUUID(), new Date()];
  const { id: eventId, type, api_version } = JSON.parse(body);
  await run('record', [eventId, type, api_version, stripeSessionId, body, now]);
  const { stock, priceCents, productId, productName, variantName, imageUrl } = (await run('take', [now, variantId]))
    .rows[0];
  await run('ledger', [randomUUID(), variantId, stock, stripeSessionId, now]);
  const shipping = totalCents - priceCents;
  const payment = [ADDRESS, stripeSessionId, `pi_${id}`, now];
  await run('order', [id, `BARE-${id}`, priceCents, shipping, totalCents, ...payment]);
  await run('item', [`${id}-01`, id, productId, variantId, productName, variantName, imageUrl, priceCents, now]);
  await run('history', [`${id}-e1`, id, now, `${id}-e2`]);
  await run('paid', [stripeSessionId, now, checkoutId]);
  await run('release', [checkoutId]);
  await run('mail', [randomUUID(), `order.paid:${id}`, id, now]);
}

const SQL = {
  record: `INSERT INTO "StripeEvent"
      ("id", "type", "apiVersion", "objectId", "payload", "status", "attempts", "appliedAt", "createdAt")
    VALUES ($1, $2, $3, $4, $5, 'APPLIED', 1, $6, $6)
    ON CONFLICT ("id") DO UPDATE SET "status" = 'APPLIED', "appliedAt" = $6, "lastError" = NULL, "nextAttemptAt" = NULL,
      "attempts" = "StripeEvent"."attempts" + 1
    WHERE "StripeEvent"."status" <> 'APPLIED'`,
  take: `UPDATE "Variant" SET "stock" = "stock" - 1, "updatedAt" = $1 WHERE "id" = $2 AND "stock" >= 1
    RETURNING "id", "productId", "name" AS "variantName", "language", "edition", "sku", "priceCents", "stock",
      (SELECT p."name" FROM "Product" p WHERE p."id" = "Variant"."productId") AS "productName",
      (SELECT i."url" FROM "ProductImage" i WHERE i."productId" = "Variant"."productId" ORDER BY i."position" LIMIT 1)
        AS "imageUrl"`,
  ledger: `INSERT INTO "StockMovement" ("id", "variantId", "delta", "stockAfter", "reason", "reference", "createdAt")
    VALUES ($1, $2, -1, $3, 'SALE', $4, $5)`,
  order: `INSERT INTO "Order" ("id", "orderNumber", "status", "fulfillmentStatus", "subtotalCents", "shippingMethod",
      "shippingCost", "totalCents", "currency", "paymentMethod", "shippingAddress", "billingAddress",
      "stripeSessionId", "paymentIntentId", "createdAt", "updatedAt")
    VALUES ($1, $2, 'CONFIRMED', 'PAID', $3, 'MONDIAL_RELAY', $4, $5, 'EUR', 'card', $6, $6, $7, $8, $9, $9)`,
  item: `INSERT INTO "OrderItem" ("id", "orderId", "productId", "productVariantId", "productName", "variantName",
      "imageUrl", "quantity", "unitsTaken", "unitPriceCents", "totalPriceCents", "createdAt")
    VALUES ($1, $2, $3, $4, $5, $6, $7, 1, 1, $8, $8, $9)`,
  history: `INSERT INTO "OrderEvent" ("id", "orderId", "type", "createdAt")
    VALUES ($1, $2, 'CREATED', $3), ($4, $2, 'PAID', $3)`,
  paid: `UPDATE "CheckoutSession"
    SET "status" = 'PAID', "stripeSessionId" = $1, "activeUserId" = NULL, "updatedAt" = $2
    WHERE "id" = $3 AND "status" IN ('OPENING', 'OPEN', 'PROCESSING') RETURNING "promoId"`,
  release: `DELETE FROM "StockHold" WHERE "sessionId" = $1`,
  mail: `INSERT INTO "OutboxMail" ("id", "kind", "key", "subjectId", "attempts", "nextAttemptAt", "createdAt")
    VALUES ($1, 'order.paid', $2, $3, 0, $4, $4)`,
};
