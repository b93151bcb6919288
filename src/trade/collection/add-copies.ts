import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../generated/sqlite/client.js';
import { insertOf, type NewRow } from '../../prisma/insert-rows.js';
import { TOTAL_MAX } from './quantity.js';

export type AddedCopies = Omit<NewRow<'CollectionItem'>, 'id' | 'createdAt' | 'updatedAt'>;

/**
 * Adds copies of a card in one statement, so that none is lost when several come at once. What a repeated add leaves
 * open (null) stays as it is.
 * @returns the item's id, or null when there would be more than `TOTAL_MAX` copies: then nothing is written
 * @throws what `isForeignKeyViolation` knows when the account is gone
 */
export async function addCopies(tx: Prisma.TransactionClient, copies: AddedCopies): Promise<string | null> {
  const now = new Date();
  const insert = insertOf('CollectionItem', [{ id: randomUUID(), ...copies, createdAt: now, updatedAt: now }]);
  const [item] = await tx.$queryRaw<{ id: string }[]>`
    ${insert}
    ON CONFLICT ("userId", "cardId") DO UPDATE SET
      "quantity" = "CollectionItem"."quantity" + excluded."quantity",
      "cardName" = excluded."cardName",
      "cardImage" = COALESCE(excluded."cardImage", "CollectionItem"."cardImage"),
      "cardSet" = COALESCE(excluded."cardSet", "CollectionItem"."cardSet"),
      "condition" = COALESCE(excluded."condition", "CollectionItem"."condition"),
      "language" = COALESCE(excluded."language", "CollectionItem"."language"),
      "notes" = COALESCE(excluded."notes", "CollectionItem"."notes"),
      "updatedAt" = excluded."updatedAt"
    WHERE "CollectionItem"."quantity" + excluded."quantity" <= ${TOTAL_MAX}
    RETURNING "id"`;
  return item?.id ?? null;
}
