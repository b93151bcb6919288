import { idempotencyHashes, type HashedRequest } from './idempotency.js';

const fields = {
  items: [
    { variantId: 'a', quantity: 1 },
    { variantId: 'b', quantity: 2 },
  ],
  customerEmail: 'a@b.fr',
  shippingMethodCode: 'COLISSIMO_HOME',
  shipping: { fullName: 'A', addressLine1: 'B', postalCode: '1', city: 'C', country: 'FR' },
};

const bodyWith = (changes: Partial<HashedRequest>): HashedRequest => ({ ...fields, ...changes });
const body = bodyWith({});
const user = { userId: 'u1' };
const guest = { guest: 'a@b.fr' };

describe('idempotencyHashes', () => {
  it('gives another key to another caller', () => {
    const callers = [{ userId: 'u1' }, { userId: 'u2' }, { guest: 'u1' }, { guest: 'a@b.fr' }];
    const keys = callers.map((caller) => idempotencyHashes(caller, 'k', body).key);
    expect(new Set(keys).size).toBe(4);
  });

  it('does not mind the order of items and fields', () => {
    const shuffled = bodyWith({
      items: fields.items.toReversed(),
      shipping: { country: 'FR', city: 'C', postalCode: '1', addressLine1: 'B', fullName: 'A' },
    });
    expect(idempotencyHashes(user, 'k', shuffled)).toEqual(idempotencyHashes(user, 'k', body));
  });

  it.each<Partial<HashedRequest>>([
    { items: [{ variantId: 'a', quantity: 2 }] },
    { shippingMethodCode: 'MONDIAL_RELAY' },
    { shipping: { ...fields.shipping, city: 'D' } },
    { promoCode: 'X' },
  ])('tells another request: %j', (change) => {
    const other = idempotencyHashes(user, 'k', bodyWith(change));
    expect(other.request).not.toBe(idempotencyHashes(user, 'k', body).request);
  });

  it('lets an account change e-mail and addresses under its key, a guest not', () => {
    const other = bodyWith({ customerEmail: 'c@d.fr' });
    expect(idempotencyHashes(user, 'k', other).request).toBe(idempotencyHashes(user, 'k', body).request);
    expect(idempotencyHashes(user, 'k', other).contact).not.toBe(idempotencyHashes(user, 'k', body).contact);
    expect(idempotencyHashes(guest, 'k', other).request).not.toBe(idempotencyHashes(guest, 'k', body).request);
  });
});
