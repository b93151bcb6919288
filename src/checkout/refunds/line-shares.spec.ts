import fc from 'fast-check';
import { paidByLine, paidForUnits } from './line-shares.js';

const line = (id: string, quantity: number, totalPriceCents: number) => ({ id, quantity, totalPriceCents });

describe('paidByLine', () => {
  it('is the price where there was no discount', () => {
    const lines = [line('b', 2, 5000), line('a', 1, 999)];
    const paid = paidByLine({ totalCents: 6789, shippingCost: 790 }, lines);
    expect(paid).toEqual(new Map([['a', 999], ['b', 5000]])); // prettier-ignore
  });

  it('takes the discount off each line in proportion', () => {
    const paid = paidByLine({ totalCents: 8000 + 490, shippingCost: 490 }, [line('a', 1, 2500), line('b', 3, 7500)]);
    expect([...paid.values()]).toEqual([2000, 6000]);
  });

  it('is nothing for free goods', () => {
    expect(paidByLine({ totalCents: 490, shippingCost: 490 }, [line('a', 1, 2500)]).get('a')).toBe(0);
    expect(paidByLine({ totalCents: 0, shippingCost: null }, [line('a', 1, 0)]).get('a')).toBe(0);
  });

  it('gives exactly the total without shipping, in whole cents, whatever the order', () => {
    const lines = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 100 }), price: fc.integer({ min: 0 }) }), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(
      fc.property(
        lines,
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.integer({ min: 0, max: 5000 }),
        (given, goods, ship) => {
          const all = given.map(({ quantity, price }, index) => line(`l${index}`, quantity, quantity * price));
          fc.pre(all.some(({ totalPriceCents }) => totalPriceCents > 0));
          const paid = [...paidByLine({ totalCents: goods + ship, shippingCost: ship }, all).values()];
          expect(paid.reduce((sum, cents) => sum + cents, 0)).toBe(goods);
          expect(paid.every((cents) => Number.isInteger(cents) && cents >= 0)).toBe(true);
        },
      ),
    );
  });
});

describe('paidForUnits', () => {
  it('gives the whole line in the end, however it is cut', () => {
    expect([paidForUnits(100, 3, 0, 1), paidForUnits(100, 3, 1, 1), paidForUnits(100, 3, 2, 1)]).toEqual([33, 33, 34]);
    expect(paidForUnits(100, 3, 0, 3)).toBe(100);
    fc.assert(
      fc.property(
        fc.integer({ min: 0 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0 }),
        (cents, units, cut) => {
          const first = cut % (units + 1);
          expect(paidForUnits(cents, units, 0, first) + paidForUnits(cents, units, first, units - first)).toBe(cents);
        },
      ),
    );
  });
});
