import { OpenCheckoutDto } from '../dto/open-checkout.dto.js';
import { idempotencyHashes } from './idempotency.js';

const fields = {
  items: [
    { variantId: 'a', quantity: 1 },
    { variantId: 'b', quantity: 2 },
  ],
  customerEmail: 'a@b.fr',
  shippingMethodCode: 'COLISSIMO_HOME',
  shipping: { fullName: 'A', addressLine1: 'B', postalCode: '1', city: 'C', country: 'FR' },
};

const bodyWith = (changes: Partial<OpenCheckoutDto>): OpenCheckoutDto =>
  Object.assign(new OpenCheckoutDto(), fields, changes);
const body = bodyWith({});

describe('idempotencyHashes', () => {
  it('gives another key to another caller', () => {
    const keys = ['u1', 'u2', null].map((userId) => idempotencyHashes(userId, 'k', body).key);
    expect(new Set(keys).size).toBe(3);
  });

  it('does not mind the order of items and fields', () => {
    const shuffled = bodyWith({
      items: fields.items.toReversed(),
      shipping: { country: 'FR', city: 'C', postalCode: '1', addressLine1: 'B', fullName: 'A' },
    });
    expect(idempotencyHashes('u1', 'k', shuffled)).toEqual(idempotencyHashes('u1', 'k', body));
  });

  it.each<Partial<OpenCheckoutDto>>([
    { items: [{ variantId: 'a', quantity: 2 }] },
    { shippingMethodCode: 'MONDIAL_RELAY' },
    { shipping: { ...fields.shipping, city: 'D' } },
    { promoCode: 'X' },
  ])('tells another request: %j', (change) => {
    const other = idempotencyHashes('u1', 'k', bodyWith(change));
    expect(other.request).not.toBe(idempotencyHashes('u1', 'k', body).request);
  });

  it('lets an account change e-mail and addresses under its key, a guest not', () => {
    const other = bodyWith({ customerEmail: 'c@d.fr' });
    expect(idempotencyHashes('u1', 'k', other).request).toBe(idempotencyHashes('u1', 'k', body).request);
    expect(idempotencyHashes('u1', 'k', other).contact).not.toBe(idempotencyHashes('u1', 'k', body).contact);
    expect(idempotencyHashes(null, 'k', other).request).not.toBe(idempotencyHashes(null, 'k', body).request);
  });
});
