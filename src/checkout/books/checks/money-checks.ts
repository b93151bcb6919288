import { Prisma } from '../../../generated/sqlite/client.js';
import { within, type Check } from './check.js';

/** An amount that does not add up is kept, and noted for a person: then it is known. */
const totalsAddUp: Check = {
  over: 'orders',
  sql: (keys) => Prisma.sql`
    SELECT 'ORDER_TOTAL_DIFFERS' AS "code", "id" AS "subjectId", "totalCents" AS "paid",
      "subtotalCents" - "discountCents" + COALESCE("shippingCost", 0) AS "agreed"
    FROM "Order"
    WHERE "totalCents" <> "subtotalCents" - "discountCents" + COALESCE("shippingCost", 0)
      AND "needsReview" = FALSE AND "reviewNote" IS NULL AND ${within('"createdAt"', keys)}`,
};

const refundsAddUp: Check = {
  over: 'orders',
  sql: (keys) => Prisma.sql`
    SELECT 'REFUNDED_AMOUNT_DIFFERS' AS "code", "id" AS "subjectId", "refunded", "refunds"
    FROM (
      SELECT o."id", o."refundedCents" AS "refunded", COALESCE(
        (SELECT SUM(r."amountCents") FROM "Refund" r WHERE r."orderId" = o."id" AND r."status" <> 'FAILED'), 0
      ) AS "refunds"
      FROM "Order" o WHERE ${within('o."createdAt"', keys)}
    ) AS "both"
    WHERE "refunded" <> "refunds"`,
};

/** Where a refund failed afterwards, the order needs a person, and says so. */
const refundedIsAllBack: Check = {
  over: 'orders',
  sql: (keys) => Prisma.sql`
    SELECT 'REFUNDED_IN_PART' AS "code",
      "id" AS "subjectId", "totalCents" AS "paid", "refundedCents" AS "refunded"
    FROM "Order"
    WHERE "status" = 'REFUNDED' AND "refundedCents" <> "totalCents" AND "needsReview" = FALSE
      AND ${within('"createdAt"', keys)}`,
};

export const MONEY_CHECKS = [totalsAddUp, refundsAddUp, refundedIsAllBack];
