import { foldForSearch, foldText, searchTextOf } from './fold-text.js';

describe('foldText', () => {
  it.each([
    ['Éclat d’Été', "eclat d'ete"],
    ['CŒUR', 'coeur'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['Pokémon', 'pokemon'],
    ['Pokémon'.normalize('NFD'), 'pokemon'],
    ['İzmir', 'izmir'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['100 % _brut_', '100 % _brut_'],
    ['Coffret X\u00a0: Écarlate', 'coffret x : ecarlate'],
    ['  a\u202f\t\u3000b\n', 'a b'],
    ['Porygon‑Z – 1 − 2 — 3 － 4', 'porygon-z - 1 - 2 - 3 - 4'],
    ['L‘Éveil', "l'eveil"],
    ['«Oʼ´`′‹» “″”', '"o\'\'\'\'\'" """'],
    ['ＥＸ１５１', 'ex151'],
    ['ｶﾞ', 'カ'],
    ['ﬁ Ⅳ ²', 'fi iv 2'],
    ['soft\u00adhyphen, zero\u200bwidth', 'softhyphen, zerowidth'],
    ['ポケモン', 'ホケモン'],
  ])('%s becomes %s, once and for all', (text, folded) => {
    expect(foldText(text)).toBe(folded);
    expect(foldText(folded)).toBe(folded);
  });
});

describe('foldForSearch', () => {
  it.each([
    ['Porygon-Z', 'porygon z'],
    ['porygon z', 'porygon z'],
    ['X : Écarlate', 'x ecarlate'],
    ['X:ecarlate', 'x ecarlate'],
    ['M. Mime, l’été (neuf) !', 'm mime l ete neuf'],
    ['100%', '100 %'],
    ['100 % brut_', '100 % brut _'],
    ['10€', '10 €'],
    ['Nidoran♀', 'nidoran ♀'],
    ['ポケモン・カード', 'ホケモン カート'],
    [' -.!? ', ''],
  ])('%s becomes %s, once and for all', (text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
    expect(foldForSearch(folded)).toBe(folded);
  });
});

describe('searchTextOf', () => {
  it('keeps fields apart', () => {
    expect(searchTextOf('Boîte\nneuve', null, 'Été')).toBe('boite neuve\n\nete');
  });
});
