import type { StripeConfig } from '../../config/stripe.config.js';
import { Prisma } from '../../prisma/client.js';

/*
 * Orders paid in Stripe's test mode. Nobody paid them, and a live key does not know their payments: once the shop has
 * one, they are in no figure, and Stripe is not asked about them.
 */

type Mode = Pick<StripeConfig, 'isLive'>;

/** Whether the key does not know the order's payment, because it was paid in test mode. */
export function isOfOtherMode({ isTest }: { isTest: boolean }, { isLive }: Mode): boolean {
  return isLive && isTest;
}

/** The orders whose payments the key knows. */
export function ofThisMode({ isLive }: Mode): Prisma.OrderWhereInput {
  return isLive ? { isTest: false } : {};
}

/** SQL for the same, of an order `o`. */
export function isOfThisMode({ isLive }: Mode): Prisma.Sql {
  return isLive ? Prisma.sql`o."isTest" = FALSE` : Prisma.sql`TRUE`;
}
