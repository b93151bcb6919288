import { rarityRank } from './rarity-rank.js';

describe('rarityRank', () => {
  it.each([
    [null, 0],
    ['Promo', 0],
    ['Sans Rareté', 0],
    ['Un Diamant', 0],
    ['constructor', 0],
    ['Commune', 1],
    ['Peu Commune', 2],
    ['peu commune', 2],
    ['Rare', 3],
    ['Rare Holographique', 4],
    ['Rare Holo', 4],
    ['Holo Rare', 4],
    ['Double rare', 5],
    ['Ultra Rare', 6],
    ['Illustration rare', 7],
    ['Rare Illustration', 7],
    ['Illustration spéciale rare', 8],
    ['Rare Illustration spéciale', 8],
    ['ILLUSTRATION RARE SPÉCIALE', 8],
    ['Hyper rare', 9],
    ['Rare secrète', 10],
    ['Rare  Arc-en-ciel', 10],
    ['Rare secrète'.normalize('NFD'), 10],
  ])('ranks %p as %i', (rarity, rank) => {
    expect(rarityRank(rarity)).toBe(rank);
  });
});
