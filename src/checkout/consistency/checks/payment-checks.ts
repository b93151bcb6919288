import { Prisma } from '../../../prisma/client.js';
import { SHOP } from '../../rules/session-metadata.js';
import { within, type Check } from './check.js';

/** By then the job has retried many times. */
const OVERDUE_MS = 60 * 60 * 1000;

/** Neither an order nor an oversold payment exists. */
const NOTHING_KNOWN = Prisma.sql`o."stripeSessionId" IS NULL AND p."stripeSessionId" IS NULL`;

/** A unique key ensures that a session has at most one order. The status is read only where there is no order. */
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
 * Events that are retried or marked for review are skipped. The rest of an event is read only where there is no order,
 * because it is stored after some kilobytes of JSON.
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

const resolvedOversoldHaveOrders: Check = {
  over: 'oversold',
  sql: (keys) => Prisma.sql`
    SELECT 'OVERSOLD_WITHOUT_ORDER' AS "code", p."stripeSessionId" AS "subjectId"
    FROM "OversoldPayment" p
    WHERE p."resolvedAt" IS NOT NULL AND ${within('p."stripeSessionId"', keys)}
      AND NOT EXISTS (SELECT 1 FROM "Order" o WHERE o."stripeSessionId" = p."stripeSessionId")`,
};

const oversoldAreRefunded: Check = {
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
  resolvedOversoldHaveOrders,
  oversoldAreRefunded,
];
