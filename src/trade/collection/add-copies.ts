import type { CollectionItem, Prisma } from '../../prisma/client.js';
import { COPIES_MAX, TooManyCopiesError } from './quantity.js';
import { findSameLines } from './same-line.js';

export type AddedCopies = Omit<CollectionItem, 'id' | 'createdAt' | 'updatedAt'>;

/**
 * Adds copies of a card to those in the same language and condition, or as a new line. Call it under the account's lock, so
 * that none is lost when several come at once. Picture, set and notes that a repeated add leaves open (null) stay.
 * @throws TooManyCopiesError, with nothing written
 */
export async function addCopies(tx: Prisma.TransactionClient, copies: AddedCopies): Promise<CollectionItem> {
  const [line] = await findSameLines(tx, copies);
  if (!line) return tx.collectionItem.create({ data: copies });
  const quantity = line.quantity + copies.quantity;
  if (quantity > COPIES_MAX) throw new TooManyCopiesError();
  const { cardName, cardImage, cardSet, notes } = copies;
  return tx.collectionItem.update({
    where: { id: line.id },
    data: {
      quantity,
      cardName,
      cardImage: cardImage ?? line.cardImage,
      cardSet: cardSet ?? line.cardSet,
      notes: notes ?? line.notes,
    },
  });
}
