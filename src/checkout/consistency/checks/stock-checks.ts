import { Prisma } from '../../../prisma/client.js';
import { within, type Check } from './check.js';

/**
 * Two comparisons in one pass through the ledger. The id ranges of existing variants also cover deleted ones, which are
 * in the ledger only. Their order lines no longer name them and are compared by order.
 */
const variantsAreLedger: Check = {
  over: 'variants',
  sql: (keys) => Prisma.sql`
    SELECT * FROM (
      WITH "sums" AS MATERIALIZED (
        SELECT "variantId", SUM("known") AS "known", SUM("stock") AS "stock", SUM("delta") AS "delta",
          SUM("sold") AS "sold", SUM("taken") AS "taken"
        FROM (
          SELECT "id" AS "variantId", 1 AS "known", "stock", 0 AS "delta", 0 AS "sold", 0 AS "taken"
          FROM "Variant" WHERE ${within('"id"', keys)}
          UNION ALL
          SELECT "variantId", 0, 0, "delta", CASE WHEN "reason" IN ('SALE', 'REFUND') THEN -"delta" ELSE 0 END, 0
          FROM "StockMovement" WHERE ${within('"variantId"', keys)}
          UNION ALL
          SELECT "productVariantId", 0, 0, 0, 0, "unitsTaken"
          FROM "OrderItem" WHERE ${within('"productVariantId"', keys)}
        ) AS "rows"
        GROUP BY "variantId"
      )
      SELECT CASE WHEN "known" > 0 THEN 'STOCK_DIFFERS_FROM_LEDGER' ELSE 'DELETED_VARIANT_IN_LEDGER' END AS "code",
        "variantId" AS "subjectId", "stock", "delta" AS "ledger", NULL AS "sold", NULL AS "ordered"
      FROM "sums" WHERE "stock" <> "delta"
      UNION ALL
      SELECT 'SALES_DIFFER_FROM_ORDERS', "variantId", NULL, NULL, "sold", "taken"
      FROM "sums" WHERE "known" > 0 AND "sold" <> "taken"
    ) AS "found"`,
};

const noNegative: Check = {
  over: null,
  sql: () => Prisma.sql`
    SELECT 'NEGATIVE_STOCK' AS "code", "id" AS "subjectId", "stock" FROM "Variant" WHERE "stock" < 0`,
};

/** A SALE movement references the Stripe session, a REFUND movement the order. */
const ordersAreLedger: Check = {
  over: 'orders',
  sql: (keys) => Prisma.sql`
    SELECT 'ORDER_DIFFERS_FROM_LEDGER' AS "code",
      "orderId" AS "subjectId", SUM("taken") AS "ordered", SUM("moved") AS "ledger"
    FROM (
      SELECT o."id" AS "orderId", i."unitsTaken" AS "taken", 0 AS "moved" FROM "Order" o
      JOIN "OrderItem" i ON i."orderId" = o."id"
      WHERE ${within('o."createdAt"', keys)}
      UNION ALL
      SELECT o."id", 0, -m."delta" FROM "Order" o
      JOIN "StockMovement" m ON m."reference" = o."stripeSessionId" AND m."reason" = 'SALE'
      WHERE ${within('o."createdAt"', keys)}
      UNION ALL
      SELECT o."id", 0, -m."delta" FROM "Order" o
      JOIN "StockMovement" m ON m."reference" = o."id" AND m."reason" = 'REFUND'
      WHERE ${within('o."createdAt"', keys)}
    ) AS "both"
    GROUP BY "orderId" HAVING SUM("taken") <> SUM("moved")`,
};

/** Reads only indexes where an order exists: the reason is read only where there is none. */
const movementsHaveOrders: Check = {
  over: 'references',
  sql: (keys) => Prisma.sql`
    SELECT CASE WHEN "reason" = 'SALE' THEN 'SALE_WITHOUT_ORDER' ELSE 'RETURN_WITHOUT_ORDER' END AS "code",
      "reference" AS "subjectId", "delta"
    FROM (
      SELECT m."reference", m."delta",
        CASE WHEN s."stripeSessionId" IS NULL AND o."id" IS NULL THEN m."reason" END AS "reason"
      FROM "StockMovement" m
      LEFT JOIN "Order" s ON s."stripeSessionId" = m."reference"
      LEFT JOIN "Order" o ON o."id" = m."reference"
      WHERE ${within('m."reference"', keys)}
    ) AS "named"
    WHERE "reason" IN ('SALE', 'REFUND')`,
};

const movementsNameOrders: Check = {
  over: null,
  sql: () => Prisma.sql`
    SELECT CASE WHEN "reason" = 'SALE' THEN 'SALE_WITHOUT_ORDER' ELSE 'RETURN_WITHOUT_ORDER' END AS "code",
      "id" AS "subjectId", "delta"
    FROM "StockMovement" WHERE "reference" IS NULL AND "reason" IN ('SALE', 'REFUND')`,
};

export const STOCK_CHECKS = [variantsAreLedger, noNegative, ordersAreLedger, movementsHaveOrders, movementsNameOrders];
