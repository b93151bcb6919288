import type { StripeConfig } from '../../config/stripe.config.js';
import { Prisma } from '../../prisma/client.js';
import type { PrismaService } from '../../prisma/prisma.service.js';

export interface BestSeller {
  /** Null for a product that is deleted. */
  productId: string | null;
  units: number;
}

/**
 * The products with the most units in orders confirmed, shipped or delivered. All lines are summed up from an index, and
 * those of the other orders, which are few, taken off again: asking each line for its order's state would take ten times
 * as long. Lines of deleted products are told apart by the name that they were sold under.
 */
export async function findBestSellers(
  prisma: PrismaService,
  { isLive }: Pick<StripeConfig, 'isLive'>,
  count: number,
): Promise<BestSeller[]> {
  // By state as well, for which there is an index.
  const orTests = Prisma.sql`OR (o."status" IN ('CONFIRMED', 'SHIPPED', 'DELIVERED') AND o."isTest" = TRUE)`;
  const rows = await prisma.$queryRaw<{ productId: string | null; units: number | bigint }[]>`
    SELECT MAX(t."productId") AS "productId", SUM(t."units") AS "units" FROM (
      SELECT "productId", "productId" AS "key", SUM("quantity") AS "units"
        FROM "OrderItem" WHERE "productId" IS NOT NULL GROUP BY "productId"
      UNION ALL
      SELECT NULL, 'name:' || "productName", SUM("quantity")
        FROM "OrderItem" WHERE "productId" IS NULL GROUP BY "productName"
      UNION ALL
      SELECT i."productId", COALESCE(i."productId", 'name:' || i."productName"), -i."quantity"
        FROM "Order" o JOIN "OrderItem" i ON i."orderId" = o."id"
        WHERE o."status" IN ('PENDING', 'CANCELLED', 'REFUNDED') ${isLive ? orTests : Prisma.empty}
    ) t
    GROUP BY t."key" HAVING SUM(t."units") > 0
    ORDER BY SUM(t."units") DESC, t."key" LIMIT ${count}`;
  return rows.map(({ productId, units }) => ({ productId, units: Number(units) }));
}
