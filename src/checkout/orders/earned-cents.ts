import { Prisma } from '../../prisma/client.js';

/**
 * SQL for the revenue of an order `o`, in cents: paid, minus refunded, minus lost in disputes. The loss counts up to the
 * amount that is not refunded: Stripe returns the rest.
 */
export const EARNED_CENTS = Prisma.sql`(o."totalCents" - o."refundedCents" - CASE
  WHEN o."lostCents" = 0 OR o."refundedCents" >= o."totalCents" THEN 0
  WHEN o."lostCents" > o."totalCents" - o."refundedCents" THEN o."totalCents" - o."refundedCents"
  ELSE o."lostCents" END)`;
