import { rarityRank } from './rarity-rank.js';

interface Ordered {
  id: string;
  number: string;
  rarity: string | null;
}

/** Numbers inside a text count as numbers: 2 before 10, TG2 before TG10. */
const natural = new Intl.Collator('fr', { numeric: true });

/** @returns the cards by rarity, then by number */
export function inCardOrder<T extends Ordered>(cards: T[]): T[] {
  return cards
    .map((card) => ({ card, rank: rarityRank(card.rarity) }))
    .sort(
      (a, b) =>
        a.rank - b.rank || natural.compare(a.card.number, b.card.number) || natural.compare(a.card.id, b.card.id),
    )
    .map(({ card }) => card);
}
