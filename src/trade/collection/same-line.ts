import { languageKey } from '../../common/languages/language-key.js';
import { foldText } from '../../common/text/fold-text.js';
import type { CollectionItem, Prisma } from '../../prisma/client.js';

type Copies = Pick<CollectionItem, 'userId' | 'cardId' | 'language' | 'condition'>;

/**
 * Lines of a card in one language and condition, however they are written: `fr` and `Français` are the same.
 * @returns the oldest first. Lock the account before, and they stay as they are until the transaction ends.
 */
export async function findSameLines(tx: Prisma.TransactionClient, copies: Copies): Promise<CollectionItem[]> {
  const { userId, cardId } = copies;
  const lines = await tx.collectionItem.findMany({
    where: { userId, cardId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return lines.filter((line) => keyOf(line) === keyOf(copies));
}

function keyOf({ language, condition }: Pick<Copies, 'language' | 'condition'>): string {
  return JSON.stringify([languageKey(language ?? ''), foldText(condition ?? '')]);
}
