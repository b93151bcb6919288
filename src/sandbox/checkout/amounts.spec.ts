import { discountOf, spread } from './amounts.js';

describe('spread', () => {
  it.each([
    [100, [300, 300, 300], [34, 33, 33]],
    [5, [1000, 0, 1], [5, 0, 0]],
    [7, [7], [7]],
    [0, [10, 20], [0, 0]],
    [10, [0, 0], [0, 0]],
  ])('shares %i over %j as %j', (discount, amounts, shares) => {
    expect(spread(discount, amounts)).toEqual(shares);
  });
});

describe('discountOf', () => {
  it('takes an amount or a share of it, never more than there is', () => {
    expect(discountOf({ amount_off: 500, percent_off: null }, 2000)).toBe(500);
    expect(discountOf({ amount_off: 500, percent_off: null }, 300)).toBe(300);
    expect(discountOf({ amount_off: null, percent_off: 12.5 }, 999)).toBe(125);
  });
});
