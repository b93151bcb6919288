import { Prisma } from '../../../generated/sqlite/client.js';
import { SHOP } from '../../session/session-metadata.js';
import { within, type Check } from './check.js';

/** By then a job has had many goes at it. */
const OVERDUE_MS = 60 * 60 * 1000;

/** Neither an order nor a payment that waits for stock. */
const NOTHING_KNOWN = Prisma.sql`o."stripeSessionId" IS NULL AND p."stripeSessionId" IS NULL`;

/** That a session has no two orders is seen to by a unique key. Its status is looked up only where there is none. */
const paidSessionsHaveOrders: Check = {
  over: 'sessions',
  sql: (keys) => Prisma.sql`
    SELECT 'PAID_SESSION_WITHOUT_ORDER' AS "code", "id" AS "subjectId"
    FROM (
      SELECT s."id", CASE WHEN o."stripeSessionId" IS NULL THEN s."status" END AS "status"
      FROM "CheckoutSession" s
      LEFT JOIN "Order" o ON o."stripeSessionId" = s."stripeSessionId"
      WHERE ${within('s."stripeSessionId"', keys)}
    ) AS "opened"
    WHERE "status" = 'PAID'`,
};

const paidSessionsWereOpened: Check = {
  over: null,
  sql: () => Prisma.sql`
    SELECT 'PAID_SESSION_WITHOUT_ORDER' AS "code", "id" AS "subjectId"
    FROM "CheckoutSession" WHERE "stripeSessionId" IS NULL AND "status" = 'PAID'`,
};

/**
 * What is still tried again, or waits for a person, is known to be open. The rest of an event is looked up only where
 * there is no order: it lies about some kilobytes of JSON.
 */
const paidEventsHaveOrders: Check = {
  over: 'events',
  sql: (keys) => Prisma.sql`
    SELECT 'PAID_EVENT_WITHOUT_ORDER' AS "code", "id" AS "subjectId"
    FROM (
      SELECT e."id", CASE WHEN ${NOTHING_KNOWN} THEN e."status" END AS "status",
        CASE WHEN ${NOTHING_KNOWN} THEN e."type" END AS "type",
        CASE WHEN ${NOTHING_KNOWN} THEN e."payload" -> 'data' -> 'object' END AS "session"
      FROM "StripeEvent" e
      LEFT JOIN "Order" o ON o."stripeSessionId" = e."objectId"
      LEFT JOIN "OversoldPayment" p ON p."stripeSessionId" = e."objectId" AND p."resolvedAt" IS NULL
      WHERE ${within('e."objectId"', keys)}
    ) AS "reported"
    WHERE "status" = 'APPLIED'
      AND "type" IN ('checkout.session.completed', 'checkout.session.async_payment_succeeded')
      AND "session" ->> 'payment_status' <> 'unpaid' AND "session" -> 'metadata' ->> 'shop' = ${SHOP}`,
};

const settledOversoldHaveOrders: Check = {
  over: 'oversold',
  sql: (keys) => Prisma.sql`
    SELECT 'OVERSOLD_WITHOUT_ORDER' AS "code", p."stripeSessionId" AS "subjectId"
    FROM "OversoldPayment" p
    WHERE p."resolvedAt" IS NOT NULL AND ${within('p."stripeSessionId"', keys)}
      AND NOT EXISTS (SELECT 1 FROM "Order" o WHERE o."stripeSessionId" = p."stripeSessionId")`,
};

const oversoldAreGivenBack: Check = {
  over: 'oversold',
  sql: (keys, now) => Prisma.sql`
    SELECT 'OVERSOLD_OVERDUE' AS "code", "stripeSessionId" AS "subjectId", "attempts"
    FROM "OversoldPayment"
    WHERE "resolvedAt" IS NULL AND "refundDueAt" < ${new Date(now.getTime() - OVERDUE_MS)}
      AND ${within('"stripeSessionId"', keys)}`,
};

export const PAYMENT_CHECKS = [
  paidSessionsHaveOrders,
  paidSessionsWereOpened,
  paidEventsHaveOrders,
  settledOversoldHaveOrders,
  oversoldAreGivenBack,
];
