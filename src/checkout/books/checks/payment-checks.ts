import { Prisma } from '../../../generated/sqlite/client.js';
import { SHOP } from '../../session/session-metadata.js';
import { within, type Check } from './check.js';

/** By then a job has had many goes at it. */
const OVERDUE_MS = 60 * 60 * 1000;

/** That a session has no two orders is seen to by a unique key. */
const paidSessionsHaveOrders: Check = {
  over: 'CheckoutSession',
  sql: (keys) => Prisma.sql`
    SELECT 'PAID_SESSION_WITHOUT_ORDER' AS "code", s."id" AS "subjectId"
    FROM "CheckoutSession" s
    WHERE s."status" = 'PAID' AND ${within('s."id"', keys)}
      AND NOT EXISTS (SELECT 1 FROM "Order" o WHERE o."stripeSessionId" = s."stripeSessionId")`,
};

/**
 * What is still tried again, or waits for a person, is known to be open. Status and payload are looked at last, and
 * only where there is no order: they lie behind some kilobytes of JSON.
 */
const paidEventsHaveOrders: Check = {
  over: 'StripeEvent',
  sql: (keys) => Prisma.sql`
    SELECT 'PAID_EVENT_WITHOUT_ORDER' AS "code", "id" AS "subjectId"
    FROM (
      SELECT e."id", CASE WHEN o."id" IS NULL THEN e."status" END AS "status",
        CASE WHEN o."id" IS NULL THEN e."payload" -> 'data' -> 'object' END AS "session"
      FROM "StripeEvent" e
      LEFT JOIN "Order" o ON o."stripeSessionId" = e."objectId"
      LEFT JOIN "OversoldPayment" p ON p."stripeSessionId" = e."objectId" AND p."resolvedAt" IS NULL
      WHERE ${within('e."id"', keys)} AND o."id" IS NULL AND p."stripeSessionId" IS NULL
        AND e."type" IN ('checkout.session.completed', 'checkout.session.async_payment_succeeded')
    ) AS "orphans"
    WHERE "status" = 'APPLIED' AND "session" ->> 'payment_status' <> 'unpaid'
      AND "session" -> 'metadata' ->> 'shop' = ${SHOP}`,
};

const settledOversoldHaveOrders: Check = {
  over: 'OversoldPayment',
  sql: (keys) => Prisma.sql`
    SELECT 'OVERSOLD_WITHOUT_ORDER' AS "code", p."stripeSessionId" AS "subjectId"
    FROM "OversoldPayment" p
    WHERE p."resolvedAt" IS NOT NULL AND ${within('p."stripeSessionId"', keys)}
      AND NOT EXISTS (SELECT 1 FROM "Order" o WHERE o."stripeSessionId" = p."stripeSessionId")`,
};

const oversoldAreGivenBack: Check = {
  over: 'OversoldPayment',
  sql: (keys, now) => Prisma.sql`
    SELECT 'OVERSOLD_OVERDUE' AS "code", "stripeSessionId" AS "subjectId", "attempts"
    FROM "OversoldPayment"
    WHERE "resolvedAt" IS NULL AND "refundDueAt" < ${new Date(now.getTime() - OVERDUE_MS)}
      AND ${within('"stripeSessionId"', keys)}`,
};

export const PAYMENT_CHECKS = [
  paidSessionsHaveOrders,
  paidEventsHaveOrders,
  settledOversoldHaveOrders,
  oversoldAreGivenBack,
];
