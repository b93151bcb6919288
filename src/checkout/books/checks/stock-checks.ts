import { Prisma } from '../../../generated/sqlite/client.js';
import { within, type Check } from './check.js';

/** A deleted variant is only in the ledger, which ranges of the ids of those that exist cover as well. */
const stockIsLedger: Check = {
  over: 'Variant',
  sql: (keys) => Prisma.sql`
    SELECT CASE WHEN SUM("known") > 0 THEN 'STOCK_DIFFERS_FROM_LEDGER' ELSE 'DELETED_VARIANT_IN_LEDGER' END AS "code",
      "variantId" AS "subjectId", SUM("stock") AS "stock", SUM("delta") AS "ledger"
    FROM (
      SELECT "id" AS "variantId", 1 AS "known", "stock", 0 AS "delta" FROM "Variant" WHERE ${within('"id"', keys)}
      UNION ALL
      SELECT "variantId", 0, 0, "delta" FROM "StockMovement" WHERE ${within('"variantId"', keys)}
    ) AS "both"
    GROUP BY "variantId" HAVING SUM("stock") <> SUM("delta")`,
};

const noNegative: Check = {
  over: 'Variant',
  sql: (keys) => Prisma.sql`
    SELECT 'NEGATIVE_STOCK' AS "code", "id" AS "subjectId", "stock"
    FROM "Variant" WHERE "stock" < 0 AND ${within('"id"', keys)}`,
};

/** The lines of a deleted variant no longer name it: its orders are checked one by one instead. */
const salesAreOrders: Check = {
  over: 'Variant',
  sql: (keys) => Prisma.sql`
    SELECT 'SALES_DIFFER_FROM_ORDERS' AS "code",
      "variantId" AS "subjectId", SUM("sold") AS "sold", SUM("taken") AS "ordered"
    FROM (
      SELECT "id" AS "variantId", 1 AS "known", 0 AS "sold", 0 AS "taken" FROM "Variant" WHERE ${within('"id"', keys)}
      UNION ALL
      SELECT "variantId", 0, -"delta", 0 FROM "StockMovement"
      WHERE "reason" IN ('SALE', 'REFUND') AND ${within('"variantId"', keys)}
      UNION ALL
      SELECT "productVariantId", 0, 0, "unitsTaken" FROM "OrderItem" WHERE ${within('"productVariantId"', keys)}
    ) AS "both"
    GROUP BY "variantId" HAVING SUM("known") > 0 AND SUM("sold") <> SUM("taken")`,
};

/** A sale names the Stripe session, what came back the order. */
const ordersAreLedger: Check = {
  over: 'Order',
  sql: (keys) => Prisma.sql`
    SELECT 'ORDER_DIFFERS_FROM_LEDGER' AS "code",
      "orderId" AS "subjectId", SUM("taken") AS "ordered", SUM("moved") AS "ledger"
    FROM (
      SELECT "orderId", "unitsTaken" AS "taken", 0 AS "moved" FROM "OrderItem" WHERE ${within('"orderId"', keys)}
      UNION ALL
      SELECT o."id", 0, -m."delta" FROM "Order" o
      JOIN "StockMovement" m ON m."reference" = o."stripeSessionId" AND m."reason" = 'SALE'
      WHERE ${within('o."id"', keys)}
      UNION ALL
      SELECT o."id", 0, -m."delta" FROM "Order" o
      JOIN "StockMovement" m ON m."reference" = o."id" AND m."reason" = 'REFUND'
      WHERE ${within('o."id"', keys)}
    ) AS "both"
    GROUP BY "orderId" HAVING SUM("taken") <> SUM("moved")`,
};

/** One finding a movement: the same session may be named by several. */
const movementsHaveOrders: Check = {
  over: 'StockMovement',
  sql: (keys) => Prisma.sql`
    SELECT CASE WHEN m."reason" = 'SALE' THEN 'SALE_WITHOUT_ORDER' ELSE 'RETURN_WITHOUT_ORDER' END AS "code",
      COALESCE(m."reference", m."id") AS "subjectId", m."delta"
    FROM "StockMovement" m
    WHERE ${within('m."id"', keys)} AND (
      (m."reason" = 'SALE' AND NOT EXISTS (SELECT 1 FROM "Order" o WHERE o."stripeSessionId" = m."reference"))
      OR (m."reason" = 'REFUND' AND NOT EXISTS (SELECT 1 FROM "Order" o WHERE o."id" = m."reference"))
    )`,
};

export const STOCK_CHECKS = [stockIsLedger, noNegative, salesAreOrders, ordersAreLedger, movementsHaveOrders];
