import { Prisma } from '../../../prisma/client.js';
import { within, type Check } from './check.js';

/** States of sessions that may still become an order. */
const OPEN_STATES = Prisma.sql`('OPENING', 'OPEN', 'PROCESSING')`;

/** CROSS JOIN makes SQLite start with the reservations, which are few. */
const reservationsAreOfOpenSessions: Check = {
  over: 'holds',
  sql: (keys) => Prisma.sql`
    SELECT 'HOLD_OF_ENDED_SESSION' AS "code", s."id" AS "subjectId", SUM(h."quantity") AS "held"
    FROM "StockHold" h CROSS JOIN "CheckoutSession" s
    WHERE s."id" = h."sessionId" AND s."status" NOT IN ${OPEN_STATES} AND ${within('h."sessionId"', keys)}
    GROUP BY s."id"`,
};

const promoUsesAreOfOpenSessions: Check = {
  over: 'promos',
  sql: (keys) => Prisma.sql`
    SELECT 'PROMO_RESERVATIONS_DIFFER' AS "code",
      p."id" AS "subjectId", p."reservedCount" AS "reserved", COUNT(s."id") AS "sessions"
    FROM "Promo" p
    LEFT JOIN "CheckoutSession" s ON s."promoId" = p."id" AND s."status" IN ${OPEN_STATES}
    WHERE ${within('p."id"', keys)}
    GROUP BY p."id", p."reservedCount" HAVING p."reservedCount" <> COUNT(s."id")`,
};

export const RESERVATION_CHECKS = [reservationsAreOfOpenSessions, promoUsesAreOfOpenSessions];
