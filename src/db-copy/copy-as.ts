import { randomUUID } from 'node:crypto';

/**
 * What the copy is. `same-shop` replaces the original, which does not run any more. `another-shop` runs next to the
 * original, for example for tests.
 */
export const COPY_AS = ['same-shop', 'another-shop'] as const;
export type CopyAs = (typeof COPY_AS)[number];

/** For the report of a command. */
export const JOBS_ARE_OFF =
  'Scheduled jobs are off there: no mail is sent and no session expires until npm run jobs:enable.';

/** @returns the statements, for both databases. Run them in the transaction of the copy */
export function markCopy(as: CopyAs): string {
  return (as === 'same-shop' ? [mark('')] : [mark(NEW_IDENTITY), ...LEAVE_TO_THE_ORIGINAL]).join(';\n');
}

const NEW_IDENTITY = '"installationId" = excluded."installationId", "stripeAccountId" = NULL,';

/** A shop that was never started has no row yet. */
function mark(change: string): string {
  return `INSERT INTO "Installation" ("key", "installationId", "jobsEnabled") VALUES ('shop', '${randomUUID()}', FALSE)
    ON CONFLICT ("key") DO UPDATE SET ${change} "jobsEnabled" = FALSE`;
}

/**
 * The original completes its sessions, payments and refunds, and sends its mails. Sessions of version 1 have no
 * installation id: without their row they are not the copy's.
 */
const LEAVE_TO_THE_ORIGINAL = [
  'DELETE FROM "StockHold"',
  'UPDATE "Promo" SET "reservedCount" = 0 WHERE "reservedCount" <> 0',
  `DELETE FROM "CheckoutSession" WHERE "status" <> 'PAID'`,
  'UPDATE "CheckoutSession" SET "couponId" = NULL WHERE "couponId" IS NOT NULL',
  'DELETE FROM "ReconciliationProgress"',
  'DELETE FROM "ReconciliationFailure"',
  'DELETE FROM "OversoldPayment" WHERE "resolvedAt" IS NULL',
  `UPDATE "Refund" SET "nextAttemptAt" = NULL WHERE "status" = 'REQUESTED'`,
  // Otherwise an administrator of the copy could refund the original's payments, and Stripe's events about them would
  // mail its buyers.
  'UPDATE "Order" SET "paymentIntentId" = NULL, "paymentMethodDueAt" = NULL WHERE "paymentIntentId" IS NOT NULL',
  'UPDATE "Refund" SET "stripeRefundId" = NULL WHERE "stripeRefundId" IS NOT NULL',
  `DELETE FROM "Dispute" WHERE "status" NOT IN ('won', 'lost', 'warning_closed', 'prevented')`,
  'DELETE FROM "PaymentWarning" WHERE "isOpen"',
  'UPDATE "OutboxMail" SET "doneAt" = "createdAt", "claimedUntil" = NULL WHERE "doneAt" IS NULL',
];
