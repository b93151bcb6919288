import { foldText } from './fold-text.js';
import { searchTextOf } from './search-text.js';

describe('foldText', () => {
  it.each([
    ['Éclat d’Été', "eclat d'ete"],
    ['CŒUR', 'coeur'],
    ['Straße', 'strasse'],
    ['Pokémon', 'pokemon'],
    ['100 % _brut_', '100 % _brut_'],
    ['ポケモン', 'ポケモン'.normalize('NFD').replace(/\p{Mn}/gu, '')],
  ])('%s becomes %s', (text, folded) => expect(foldText(text)).toBe(folded));

  it('keeps name and description apart', () => {
    expect(searchTextOf({ name: 'Boîte', description: null })).toBe('boite\n');
  });
});
