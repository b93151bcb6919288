import { randomUUID } from 'node:crypto';
import { DELIVERY } from './paid-events.mjs';

const ADDRESS = JSON.stringify(DELIVERY);
const SEARCH_TEXT = 'sacha ketchum 1 rue du bourg 69001 lyon france fr sacha@example.com';

/**
 * The statements of the webhook for one unit, and nothing else: the same columns in the same order, on both databases.
 * `BEGIN` and `COMMIT` are the caller's.
 */
export const PURCHASE = {
  session: `SELECT "status", "delivery" FROM "CheckoutSession" WHERE "id" = $1`,
  record: `INSERT INTO "StripeEvent" ("id", "type", "apiVersion", "objectId", "paymentIntentId", "payload", "status",
      "appliedAt", "createdAt")
    VALUES ($1, $2, $3, $4, $5, $6, 'APPLIED', $7, $7)
    ON CONFLICT ("id") DO UPDATE SET "status" = 'APPLIED', "appliedAt" = $7, "lastError" = NULL, "nextAttemptAt" = NULL,
      "attempts" = "StripeEvent"."attempts" + 1
    WHERE "StripeEvent"."status" <> 'APPLIED'`,
  take: `UPDATE "Variant" SET "stock" = "stock" - 1, "updatedAt" = $1 WHERE "id" = $2 AND "stock" >= 1
    RETURNING "id", "productId", "name" AS "variantName", "language", "edition", "sku", "priceCents", "stock",
      (SELECT p."name" FROM "Product" p WHERE p."id" = "Variant"."productId") AS "productName",
      (SELECT i."url" FROM "ProductImage" i WHERE i."productId" = "Variant"."productId" ORDER BY i."position" LIMIT 1)
        AS "imageUrl"`,
  ledger: `INSERT INTO "StockMovement" ("id", "variantId", "delta", "stockAfter", "reason", "reference", "createdAt")
    VALUES ($1, $2, -1, $3, 'SALE', $4, $5)`,
  order: `INSERT INTO "Order" ("id", "userId", "orderNumber", "status", "fulfillmentStatus", "subtotalCents",
      "discountCents", "promoCode", "shippingMethod", "shippingCost", "totalCents", "currency", "paymentMethod",
      "paymentMethodDueAt", "shippingAddress", "billingAddress", "searchText", "eraseOnEnd", "isTest",
      "stripeSessionId", "paymentIntentId", "needsReview", "reviewNote", "createdAt", "updatedAt")
    VALUES ($1, NULL, $2, 'CONFIRMED', 'PAID', $3, 0, NULL, 'MONDIAL_RELAY', $4, $5, 'EUR', 'card', $6, $7, $7, $8,
      false, false, $9, $10, false, NULL, $6, $6)`,
  item: `INSERT INTO "OrderItem" ("id", "orderId", "productId", "productVariantId", "productName", "variantName",
      "language", "edition", "sku", "imageUrl", "quantity", "unitsTaken", "unitPriceCents", "totalPriceCents",
      "createdAt")
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, 1, $11, $11, $12)`,
  history: `INSERT INTO "OrderEvent" ("id", "orderId", "type", "message", "isInternal", "createdAt")
    VALUES ($1, $2, 'CREATED', NULL, false, $3), ($4, $2, 'PAID', NULL, false, $3)`,
  mail: `INSERT INTO "OutboxMail" ("id", "kind", "key", "subjectId", "data", "nextAttemptAt", "createdAt")
    VALUES ($1, 'order.paid', $2, $3, NULL, $4, $4)`,
  paid: `UPDATE "CheckoutSession"
    SET "status" = 'PAID', "stripeSessionId" = $1, "activeUserId" = NULL, "delivery" = NULL,
      "addressHash" = NULL, "updatedAt" = $2
    WHERE "id" = $3 AND "status" IN ('OPENING', 'OPEN', 'PROCESSING')
    RETURNING "promoId", EXISTS (
      SELECT 1 FROM "StripeEvent" WHERE "paymentIntentId" = $4 AND "status" IN ('WAITING', 'REVIEW')) AS "eventsWait"`,
  release: `DELETE FROM "StockHold" WHERE "sessionId" = $1`,
};

/**
 * Writes the order of a paid session.
 * @param run runs a statement of PURCHASE in the open transaction: `(name, values) => rows`, or a promise of them
 * @param event of `signedEvent`, with `variantId`
 * @param now as the database takes it
 */
export async function writeOrder(run, event, now) {
  const { variantId, checkoutId, stripeSessionId, paymentIntentId, totalCents, body } = event;
  const id = randomUUID();
  const { id: eventId, type, api_version: version, data } = JSON.parse(body);
  const { metadata, created } = data.object;
  const payload = JSON.stringify({ id: eventId, type, created, data: { object: { id: stripeSessionId, metadata } } });
  await run('record', [eventId, type, version, stripeSessionId, paymentIntentId, payload, now]);
  const [variant] = await run('take', [now, variantId]);
  const { stock, priceCents, productId, productName, variantName, language, edition, sku, imageUrl } = variant;
  await run('ledger', [randomUUID(), variantId, stock, stripeSessionId, now]);
  const amounts = [priceCents, totalCents - priceCents, totalCents];
  const texts = [ADDRESS, `blvd-${id} ${SEARCH_TEXT}`, stripeSessionId, paymentIntentId];
  await run('order', [id, `BLVD-${id}`, ...amounts, now, ...texts]);
  const names = [productName, variantName, language, edition, sku, imageUrl];
  await run('item', [`${id}-01`, id, productId, variantId, ...names, priceCents, now]);
  await run('history', [`${id}-e1`, id, now, `${id}-e2`]);
  await run('mail', [randomUUID(), `order.paid:${id}`, id, now]);
  await run('paid', [stripeSessionId, now, checkoutId, paymentIntentId]);
  await run('release', [checkoutId]);
}
