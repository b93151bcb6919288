import fc from 'fast-check';
import { MAX_LINES } from './limits.js';
import { parseMetadata, toMetadata, UnreadableMetadataError, type SessionContents } from './session-metadata.js';

const text = (maxLength: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength });
const line = fc.record({
  variantId: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
  quantity: fc.integer({ min: 1, max: 100 }),
  unitPriceCents: fc.integer({ min: 1, max: 400_000 }),
});
const contents: fc.Arbitrary<SessionContents> = fc.record({
  checkoutId: fc.stringMatching(/^[a-z0-9]{25}$/),
  userId: fc.option(fc.stringMatching(/^[a-z0-9]{25}$/)),
  email: fc.option(fc.emailAddress()),
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: MAX_LINES, selector: ({ variantId }) => variantId }),
  discountCents: fc.integer({ min: 0, max: 1000 }),
  promoCode: fc.option(fc.stringMatching(/^[A-Z0-9]{1,50}$/)),
  delivery: fc.option(
    fc.record(
      {
        method: fc.constant('COLISSIMO_HOME'),
        priceCents: fc.constant(790),
        fullName: text(120),
        addressLine1: text(200),
        addressLine2: text(200),
        postalCode: text(20),
        city: text(100),
        country: text(100),
        phone: text(30),
      },
      { requiredKeys: ['method', 'priceCents', 'fullName', 'addressLine1', 'postalCode', 'city', 'country'] },
    ),
  ),
});

describe('session metadata', () => {
  it('comes back from Stripe as it was agreed', () => {
    fc.assert(fc.property(contents, (agreed) => expect(parseMetadata(toMetadata(agreed))).toEqual(agreed)));
  });

  it('stays within what Stripe takes: 50 keys of 40 characters, values of 500', () => {
    fc.assert(
      fc.property(contents, (agreed) => {
        const entries = Object.entries(toMetadata(agreed));
        expect(entries.length).toBeLessThanOrEqual(50);
        for (const [key, value] of entries) {
          expect(key).toMatch(/^[^[\]]{1,40}$/);
          expect(value.length).toBeLessThanOrEqual(500);
        }
      }),
    );
  });

  it('holds 50 lines with the longest ids, quantities and prices beside the longest address', () => {
    const metadata = toMetadata({
      checkoutId: 'c'.repeat(25),
      userId: 'u'.repeat(64),
      email: 'e'.repeat(254),
      lines: Array.from({ length: MAX_LINES }, (_, index) => ({
        variantId: String(index).padEnd(64, 'v'),
        // 500 units at most, and all of it under what an amount can be.
        quantity: 10,
        unitPriceCents: 4_000_000,
      })),
      discountCents: 99_999_999,
      promoCode: 'P'.repeat(50),
      delivery: {
        method: 'MONDIAL_RELAY',
        priceCents: 490,
        fullName: '"'.repeat(120),
        addressLine1: '\\'.repeat(200),
        addressLine2: '"'.repeat(200),
        postalCode: '"'.repeat(20),
        city: '"'.repeat(100),
        country: '"'.repeat(100),
        phone: '"'.repeat(30),
      },
    });
    expect(Object.keys(metadata).length).toBeLessThanOrEqual(50);
    expect(parseMetadata(metadata)?.lines).toHaveLength(MAX_LINES);
  });

  it('tells a session of somebody else from one of ours that it can’t read', () => {
    expect(parseMetadata({})).toBeNull();
    expect(parseMetadata(null)).toBeNull();
    expect(() => parseMetadata({ shop: 'boulevardtcg', version: '99', checkout: 'c' })).toThrow(
      UnreadableMetadataError,
    );
  });

  it.each([
    ['no lines', {}],
    ['a line that is none', { items_0: 'x' }],
    ['a variant twice', { items_0: 'v:1:100,v:1:100' }],
    ['no units', { items_0: 'v:0:100' }],
    ['more units than can be ordered', { items_0: 'v:101:100' }],
    ['an amount that overflows', { items_0: 'v:100:999999999' }],
    ['a discount that is no number', { items_0: 'v:1:100', discount: '1e9' }],
    ['half a delivery', { items_0: 'v:1:100', delivery_0: '{"method":' }],
  ])('can’t read %s', (_, changes) => {
    const metadata = { shop: 'boulevardtcg', version: '1', checkout: 'c', ...changes };
    expect(() => parseMetadata(metadata)).toThrow(UnreadableMetadataError);
  });
});
