import type { Prisma } from '../prisma/client.js';

/**
 * Removes the values before and after from audit log entries about an account and its reviews. Who did what to which id,
 * and when, stays. Call it before the account is deleted.
 */
export async function eraseAuditDetails(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "AdminChange" SET "before" = NULL, "after" = NULL
    WHERE "subjectId" = ${userId} OR "subjectId" IN (SELECT "id" FROM "Review" WHERE "userId" = ${userId})`;
}
