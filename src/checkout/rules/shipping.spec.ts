import { findServedCountry, findShippingMethod, findShippingMethodByPrice, SHIPPING_METHODS } from './shipping.js';

describe('findServedCountry', () => {
  it.each([
    ['France', 'FR'],
    ['FRANCE ', 'FR'],
    ['fr', 'FR'],
    ['Belgique', 'BE'],
    ['allemagne', 'DE'],
    ['Pays-Bas', 'NL'],
    ['pays  bas', 'NL'],
    ['Royaume-Uni', 'GB'],
    ['United Kingdom', 'GB'],
    ['Suisse', 'CH'],
  ])('knows %s', (name, code) => expect(findServedCountry(name)).toBe(code));

  it.each(['', 'Japon', 'US', 'Francia', 'FRA'])('does not know %j', (name) =>
    expect(findServedCountry(name)).toBeNull(),
  );
});

describe('findShippingMethod', () => {
  it('trims and ignores case', () => expect(findShippingMethod(' colissimo_home ')?.priceCents).toBe(790));
  it('has no other', () => expect(findShippingMethod('PIGEON')).toBeNull());
});

it('tells the methods apart by their price, which is all that a paid session says of them', () => {
  for (const method of SHIPPING_METHODS) expect(findShippingMethodByPrice(method.priceCents)).toBe(method);
  expect(findShippingMethodByPrice(0)).toBeNull();
});
