/** From the HTTP contract (4.10). What is not here ranks 0, as unknown. */
const RANKS: Record<string, number> = {
  promo: 0,
  commune: 1,
  'peu commune': 2,
  rare: 3,
  'rare holographique': 4,
  'rare holo': 4,
  'holo rare': 4,
  'double rare': 5,
  'ultra rare': 6,
  'rare illustration': 7,
  'illustration rare': 7,
  'rare illustration speciale': 8,
  'illustration rare speciale': 8,
  'illustration speciale rare': 8,
  'hyper rare': 9,
  'rare secrete': 10,
  'rare arc-en-ciel': 10,
};
const BY_NAME = new Map(Object.entries(RANKS));

/** @returns 0 (unknown or promo) to 10, by the French name in any case, with or without accents */
export function rarityRank(rarity: string | null): number {
  return BY_NAME.get(plain(rarity ?? '')) ?? 0;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ');
}
