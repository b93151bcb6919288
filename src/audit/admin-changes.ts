import type { Prisma } from '../generated/sqlite/client.js';

/**
 * Notes who changed what, in the transaction of the change itself.
 * @param action subject and verb: `product.update`
 */
export async function recordAdminChange(
  tx: Prisma.TransactionClient,
  adminId: string,
  action: string,
  subjectId: string,
): Promise<void> {
  await tx.adminChange.create({ data: { adminId, action, subjectId } });
}
