import type { Prisma } from '../prisma/client.js';
import type { Fields } from './changed-fields.js';

/** The subject before and after the change. A created one has no `before`, a deleted one no `after`. */
export interface Change {
  before?: Fields;
  after?: Fields;
}

/**
 * Records an administrator's change. Call it in the transaction of the change.
 * @param action subject and verb: `product.update`
 * @param change only the fields that changed (`changedFields`); no secrets, and of a user only what the change is about
 */
export async function recordInAuditLog(
  tx: Prisma.TransactionClient,
  adminId: string,
  action: string,
  subjectId: string,
  { before, after }: Change = {},
): Promise<void> {
  await tx.auditLogEntry.create({ data: { adminId, action, subjectId, before: toJson(before), after: toJson(after) } });
}

/** `undefined` writes NULL, not JSON null. */
function toJson(fields: Fields | undefined): Prisma.InputJsonObject | undefined {
  return fields && (JSON.parse(JSON.stringify(fields)) as Prisma.InputJsonObject);
}
