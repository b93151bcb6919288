import type { CollectionItem, Prisma } from '../../prisma/client.js';
import type { UpdateItemDto } from './dto/update-item.dto.js';
import { COPIES_MAX, TooManyCopiesError } from './quantity.js';
import { findSameLines } from './same-line.js';

/**
 * Changes one line of a collection. Where that makes it the same card in the same language and condition as another
 * line, the two become one: their copies add up, and notes that this line does not have come from the other. Call it under
 * the account's lock.
 * @returns null when the account has no such line
 * @throws TooManyCopiesError
 */
export async function changeLine(
  tx: Prisma.TransactionClient,
  userId: string,
  id: string,
  given: UpdateItemDto,
): Promise<CollectionItem | null> {
  const line = await tx.collectionItem.findFirst({ where: { id, userId } });
  if (!line) return null;
  const { condition = line.condition, language = line.language } = given;
  const same = await findSameLines(tx, { ...line, condition, language });
  const twins = same.filter((other) => other.id !== id);
  const ofTwins = twins.reduce((sum, twin) => sum + twin.quantity, 0);
  const quantity = (given.quantity ?? line.quantity) + ofTwins;
  // A version before this one let lines have more: they may keep what they have.
  if (quantity > COPIES_MAX && quantity > line.quantity) throw new TooManyCopiesError();
  const notes = given.notes === undefined ? (line.notes ?? twins.find((twin) => twin.notes)?.notes) : given.notes;
  if (twins.length) await tx.collectionItem.deleteMany({ where: { id: { in: twins.map((twin) => twin.id) } } });
  return tx.collectionItem.update({ where: { id }, data: { quantity, condition, language, notes } });
}
