import { serieIdOfSet } from './serie-of-set.js';

const LOGO = 'https://assets.tcgdex.net/fr/swsh/swsh3/logo';
const SYMBOL = 'https://assets.tcgdex.net/univ/swsh/swsh3/symbol';

describe('serieIdOfSet', () => {
  it.each([
    ['logo', { id: 'swsh3', logo: LOGO, symbol: null }, 'swsh'],
    ['symbol', { id: 'swsh3', logo: null, symbol: SYMBOL }, 'swsh'],
    [
      'the other one when the first is of another form',
      { id: 'swsh3', logo: 'https://x.test/logo', symbol: SYMBOL },
      'swsh',
    ],
    ['neither', { id: 'swsh3', logo: null, symbol: null }, null],
    ['a picture of another set', { id: 'swsh4', logo: LOGO, symbol: null }, null],
  ])('reads it from %s', (_, set, serie) => {
    expect(serieIdOfSet(set)).toBe(serie);
  });
});
