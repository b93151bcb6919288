import { Prisma } from '../../../generated/sqlite/client.js';
import { within, type Check } from './check.js';

/** Sessions that may still become an order. */
const UNDER_WAY = Prisma.sql`('OPENING', 'OPEN', 'PROCESSING')`;

/** CROSS JOIN, as SQLite then begins with the holds, which are few. */
const holdsAreOfSessionsUnderWay: Check = {
  over: 'holds',
  sql: (keys) => Prisma.sql`
    SELECT 'HOLD_OF_ENDED_SESSION' AS "code", s."id" AS "subjectId", SUM(h."quantity") AS "held"
    FROM "StockHold" h CROSS JOIN "CheckoutSession" s
    WHERE s."id" = h."sessionId" AND s."status" NOT IN ${UNDER_WAY} AND ${within('h."sessionId"', keys)}
    GROUP BY s."id"`,
};

const reservationsAreOfSessionsUnderWay: Check = {
  over: 'promos',
  sql: (keys) => Prisma.sql`
    SELECT 'PROMO_RESERVATIONS_DIFFER' AS "code",
      p."id" AS "subjectId", p."reservedCount" AS "reserved", COUNT(s."id") AS "sessions"
    FROM "Promo" p
    LEFT JOIN "CheckoutSession" s ON s."promoId" = p."id" AND s."status" IN ${UNDER_WAY}
    WHERE ${within('p."id"', keys)}
    GROUP BY p."id", p."reservedCount" HAVING p."reservedCount" <> COUNT(s."id")`,
};

export const HOLD_CHECKS = [holdsAreOfSessionsUnderWay, reservationsAreOfSessionsUnderWay];
