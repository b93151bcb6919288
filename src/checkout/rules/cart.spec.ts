import type { SellableVariant } from '../../catalog/variants.service.js';
import {
  AmountTooLargeError,
  AmountTooSmallError,
  DuplicateItemsError,
  QuantityTooLargeError,
  ShortStockError,
  UnknownVariantsError,
} from './checkout.errors.js';
import { checkCart, checkPayable, matchCart, refuseShort } from './cart.js';

const variant = (id: string, stock: number): SellableVariant => ({
  id,
  productId: `p-${id}`,
  productName: `Produit ${id}`,
  variantName: 'Standard',
  language: null,
  edition: null,
  sku: null,
  priceCents: 1000,
  stock,
  imageUrl: null,
});

describe('checkCart', () => {
  it('takes 500 units and refuses 501', () => {
    const lines = (last: number) =>
      Array.from({ length: 5 }, (_, i) => ({ variantId: `v${i}`, quantity: i < 4 ? 100 : last }));
    expect(() => checkCart(lines(100))).not.toThrow();
    expect(() => checkCart(lines(101))).toThrow(QuantityTooLargeError);
  });

  it('refuses the same variant twice', () => {
    expect(() =>
      checkCart([
        { variantId: 'a', quantity: 1 },
        { variantId: 'a', quantity: 2 },
      ]),
    ).toThrow(DuplicateItemsError);
  });
});

describe('matchCart', () => {
  it('keeps the order of the cart', () => {
    const lines = matchCart(
      [
        { variantId: 'b', quantity: 2 },
        { variantId: 'a', quantity: 1 },
      ],
      [variant('a', 5), variant('b', 2)],
    );
    expect(lines.map(({ id, quantity }) => [id, quantity])).toEqual([
      ['b', 2],
      ['a', 1],
    ]);
  });

  it('names every variant that is not for sale', () => {
    const match = () =>
      matchCart(
        [
          { variantId: 'a', quantity: 1 },
          { variantId: 'x', quantity: 1 },
        ],
        [variant('a', 1)],
      );
    expect(match).toThrow(UnknownVariantsError);
    expect(match).toThrow(
      expect.objectContaining({ details: [expect.objectContaining({ path: 'items.1.variantId' })] }),
    );
  });
});

describe('refuseShort', () => {
  it('names every line that is short and says how', () => {
    const lines = [
      { ...variant('a', 9), quantity: 1 },
      { ...variant('b', 9), quantity: 3 },
    ];
    const free = new Map([
      ['a', 0],
      ['b', 2],
    ]);
    const refuse = () => refuseShort(lines, free);
    expect(refuse).toThrow(ShortStockError);
    expect(refuse).toThrow(
      expect.objectContaining({
        details: [
          expect.objectContaining({ path: 'items.0.quantity', variantId: 'a', reason: 'OUT_OF_STOCK' }),
          expect.objectContaining({ path: 'items.1.quantity', variantId: 'b', reason: 'INSUFFICIENT_STOCK' }),
        ],
      }),
    );
  });
});

describe('checkPayable', () => {
  it.each([50, 99_999_999])('lets %i cents pass', (total) => expect(() => checkPayable(total)).not.toThrow());
  it('refuses less than Stripe takes', () => expect(() => checkPayable(49)).toThrow(AmountTooSmallError));
  it('refuses more than Stripe takes', () => expect(() => checkPayable(100_000_000)).toThrow(AmountTooLargeError));
});
