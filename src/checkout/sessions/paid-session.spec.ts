import type Stripe from 'stripe';
import type { Address } from '../rules/addresses.js';
import type { SessionContents } from '../rules/session-metadata.js';
import { isPaid, toPaidSession } from './paid-session.js';

const agreed: SessionContents = {
  installationId: 'i1',
  checkoutId: 'c1',
  userId: 'u1',
  lines: [{ variantId: 'v1', quantity: 2, unitPriceCents: 1000 }],
  discountCents: 0,
  promoCode: null,
  shipping: { method: 'COLISSIMO_HOME', priceCents: 790 },
  personal: null,
};
const shippingAddress: Address = { name: 'Camille Durand', phone: null, address: null };

/** The fields that are read; Stripe's object has some sixty more. */
function session(changes: object = {}): Stripe.Checkout.Session {
  return {
    id: 'cs_test_1',
    status: 'complete',
    payment_status: 'paid',
    payment_intent: 'pi_1',
    amount_total: 2790,
    currency: 'eur',
    customer_email: 'buyer@shop.fr',
    customer_details: { email: 'other@shop.fr', name: 'C. Durand', phone: '+33600000000', address: null },
    collected_information: null,
    shipping_cost: null,
    ...changes,
  } as unknown as Stripe.Checkout.Session;
}

const paidSession = (changes: object = {}, contents: Partial<SessionContents> = {}) =>
  toPaidSession(session(changes), { ...agreed, ...contents }, { shippingAddress, isRestored: false, isTest: false });

describe('toPaidSession', () => {
  it('takes what was agreed from the metadata and what was paid from Stripe', () => {
    expect(paidSession()).toMatchObject({
      subtotalCents: 2000,
      shippingCents: 790,
      totalCents: 2790,
      shippingMethod: 'COLISSIMO_HOME',
      currency: 'EUR',
      paymentIntentId: 'pi_1',
      isTest: false,
      mismatch: null,
      shippingAddress,
      billingAddress: { name: 'C. Durand', email: 'buyer@shop.fr' },
    });
  });

  it('takes the method from Stripe’s page when the request had none', () => {
    const shippingCost = { amount_total: 490, amount_subtotal: 490, amount_tax: 0, shipping_rate: 'shr_1' };
    expect(paidSession({ amount_total: 2490, shipping_cost: shippingCost }, { shipping: null })).toMatchObject({
      shippingMethod: 'MONDIAL_RELAY',
      shippingCents: 490,
      mismatch: null,
    });
  });

  it('takes the e-mail address of version 1 from the metadata', () => {
    const { billingAddress } = paidSession({}, { personal: { email: 'other@shop.fr', delivery: null } });
    expect(billingAddress.email).toBe('other@shop.fr');
  });

  it.each([
    [{ amount_total: 2789 }, /2789.*2790/],
    [{ currency: 'usd' }, /USD/],
  ])('notes what does not add up: %j', (changes, note) => {
    expect(paidSession(changes).mismatch).toMatch(note);
  });

  it('notes that the delivery address is lost', () => {
    const lost = toPaidSession(session(), agreed, { shippingAddress: null, isRestored: true, isTest: false });
    expect(lost.mismatch).toMatch(/adresse de livraison/);
  });
});

describe('isPaid', () => {
  it.each([
    [{}, true],
    [{ payment_status: 'no_payment_required' }, true],
    [{ payment_status: 'unpaid' }, false],
    [{ status: 'open', payment_status: 'no_payment_required' }, false],
  ])('%j: %s', (changes, expected) => expect(isPaid(session(changes))).toBe(expected));
});
