import { Prisma } from '../../../generated/sqlite/client.js';
import { within, type Check } from './check.js';

/** An amount that does not add up is kept, and noted for a person: then it is known. */
const totalsAddUp: Check = {
  over: 'Order',
  sql: (keys) => Prisma.sql`
    SELECT 'ORDER_TOTAL_DIFFERS' AS "code", "id" AS "subjectId", "totalCents" AS "paid",
      "subtotalCents" - "discountCents" + COALESCE("shippingCost", 0) AS "agreed"
    FROM "Order"
    WHERE "totalCents" <> "subtotalCents" - "discountCents" + COALESCE("shippingCost", 0)
      AND "needsReview" = FALSE AND "reviewNote" IS NULL AND ${within('"id"', keys)}`,
};

const refundsAddUp: Check = {
  over: 'Order',
  sql: (keys) => Prisma.sql`
    SELECT 'REFUNDED_AMOUNT_DIFFERS' AS "code", o."id" AS "subjectId", o."refundedCents" AS "refunded",
      COALESCE(SUM(r."amountCents"), 0) AS "refunds"
    FROM "Order" o
    LEFT JOIN "Refund" r ON r."orderId" = o."id" AND r."status" <> 'FAILED'
    WHERE ${within('o."id"', keys)}
    GROUP BY o."id", o."refundedCents" HAVING o."refundedCents" <> COALESCE(SUM(r."amountCents"), 0)`,
};

/** Where a refund failed afterwards, the order needs a person, and says so. */
const refundedIsAllBack: Check = {
  over: 'Order',
  sql: (keys) => Prisma.sql`
    SELECT 'REFUNDED_IN_PART' AS "code",
      "id" AS "subjectId", "totalCents" AS "paid", "refundedCents" AS "refunded"
    FROM "Order"
    WHERE "status" = 'REFUNDED' AND "refundedCents" <> "totalCents" AND "needsReview" = FALSE
      AND ${within('"id"', keys)}`,
};

export const MONEY_CHECKS = [totalsAddUp, refundsAddUp, refundedIsAllBack];
