import type { Prisma } from '../generated/sqlite/client.js';
import type { Fields } from './changed-fields.js';

/** What the subject was and what it became; one that came to be has no `before`, one that is gone no `after`. */
export interface Change {
  before?: Fields;
  after?: Fields;
}

/**
 * Notes who changed what, in the transaction of the change itself.
 * @param action subject and verb: `product.update`
 * @param change only the fields that changed (`changedFields`); never a secret, and of a person no more than the act is
 * about
 */
export async function recordAdminChange(
  tx: Prisma.TransactionClient,
  adminId: string,
  action: string,
  subjectId: string,
  { before, after }: Change = {},
): Promise<void> {
  await tx.adminChange.create({ data: { adminId, action, subjectId, before: toJson(before), after: toJson(after) } });
}

/** Nothing given is the column's NULL. */
function toJson(fields: Fields | undefined): Prisma.InputJsonObject | undefined {
  return fields && (JSON.parse(JSON.stringify(fields)) as Prisma.InputJsonObject);
}
