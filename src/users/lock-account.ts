import type { Prisma } from '../prisma/client.js';

/**
 * Keeps an account from being deleted, and from changing, until the transaction ends. A write takes the row's lock on
 * both databases; raw, because `updatedAt` has no business with it.
 * @returns false when there is no such account (any more)
 */
export async function lockAccount(tx: Prisma.TransactionClient, id: string): Promise<boolean> {
  const count = await tx.$executeRaw`UPDATE "User" SET "passwordHash" = "passwordHash" WHERE "id" = ${id}`;
  return count === 1;
}
