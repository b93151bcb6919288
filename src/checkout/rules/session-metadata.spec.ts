import fc from 'fast-check';
import { MAX_LINES } from './cart.js';
import { UnreadableMetadataError } from './needs-review.error.js';
import { parseMetadata, toMetadata, type AgreedContents } from './session-metadata.js';

const line = fc.record({
  variantId: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
  quantity: fc.integer({ min: 1, max: 100 }),
  unitPriceCents: fc.integer({ min: 1, max: 400_000 }),
});
const contents: fc.Arbitrary<AgreedContents> = fc.record({
  installationId: fc.uuid(),
  checkoutId: fc.stringMatching(/^[a-z0-9]{25}$/),
  userId: fc.option(fc.stringMatching(/^[a-z0-9]{25}$/)),
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: MAX_LINES, selector: ({ variantId }) => variantId }),
  discountCents: fc.integer({ min: 0, max: 1000 }),
  promoCode: fc.option(fc.stringMatching(/^[A-Z0-9]{1,50}$/)),
  shipping: fc.option(fc.record({ method: fc.constant('COLISSIMO_HOME'), priceCents: fc.constant(790) })),
});

describe('session metadata', () => {
  it('is read back from Stripe as agreed', () => {
    fc.assert(
      fc.property(contents, (agreed) =>
        expect(parseMetadata(toMetadata(agreed))).toEqual({ ...agreed, personal: null }),
      ),
    );
  });

  it('stays within Stripe’s limits: 50 keys of 40 characters, values of 500', () => {
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

  it('holds 50 lines with the longest ids, quantities and prices', () => {
    const metadata = toMetadata({
      installationId: 'i'.repeat(36),
      checkoutId: 'c'.repeat(36),
      userId: 'u'.repeat(64),
      lines: Array.from({ length: MAX_LINES }, (_, index) => ({
        variantId: String(index).padEnd(64, 'v'),
        // 500 units at most, and all of it under what an amount can be.
        quantity: 10,
        unitPriceCents: 4_000_000,
      })),
      discountCents: 99_999_999,
      promoCode: 'P'.repeat(50),
      shipping: { method: 'MONDIAL_RELAY', priceCents: 490 },
    });
    expect(Object.keys(metadata).length).toBeLessThanOrEqual(50);
    expect(parseMetadata(metadata)?.lines).toHaveLength(MAX_LINES);
  });

  it('holds ids and amounts, and no personal data', () => {
    fc.assert(
      fc.property(contents, (agreed) => {
        for (const [key, value] of Object.entries(toMetadata(agreed))) {
          expect(key).toMatch(/^(shop|version|installation|checkout|user|discount|promo|shipping|items_\d+)$/);
          expect(value).toMatch(/^[\w:,-]+$/);
        }
      }),
    );
  });

  it('reads sessions of version 1, which had e-mail and address', () => {
    const delivery = {
      method: 'COLISSIMO_HOME',
      priceCents: 790,
      fullName: 'Camille',
      addressLine1: '12 rue des Lilas',
      postalCode: '75011',
      city: 'Paris',
      country: 'France',
    };
    const metadata = {
      ...{ shop: 'boulevardtcg', version: '1', checkout: 'c', items_0: 'v:1:100', email: 'a@b.fr' },
      ...{ delivery_0: JSON.stringify(delivery).slice(0, 50), delivery_1: JSON.stringify(delivery).slice(50) },
    };
    expect(parseMetadata(metadata)).toMatchObject({
      installationId: null,
      shipping: { method: 'COLISSIMO_HOME', priceCents: 790 },
      personal: { email: 'a@b.fr', delivery },
    });
  });

  it('distinguishes a session of another application from an unreadable one of ours', () => {
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
    ['a shipping without a price', { items_0: 'v:1:100', shipping: 'COLISSIMO_HOME' }],
    ['half a delivery of version 1', { version: '1', items_0: 'v:1:100', delivery_0: '{"method":' }],
  ])('can’t read %s', (_, changes) => {
    const metadata = { shop: 'boulevardtcg', version: '2', checkout: 'c', ...changes };
    expect(() => parseMetadata(metadata)).toThrow(UnreadableMetadataError);
  });
});
