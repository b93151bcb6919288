import type { Prisma } from '../generated/sqlite/client.js';

/**
 * Takes out of the record what administrators changed of an account and of what it wrote. Who did what to which id, and
 * when, stays. Call it while the account is there.
 */
export async function forgetPerson(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "AdminChange" SET "before" = NULL, "after" = NULL
    WHERE "subjectId" = ${userId} OR "subjectId" IN (SELECT "id" FROM "Review" WHERE "userId" = ${userId})`;
}
