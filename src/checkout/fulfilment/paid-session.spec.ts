import type Stripe from 'stripe';
import { toMetadata, type SessionContents } from '../session/session-metadata.js';
import { toPaidSession } from './paid-session.js';

const agreed: SessionContents = {
  checkoutId: 'c1',
  userId: 'u1',
  email: 'buyer@shop.fr',
  lines: [{ variantId: 'v1', quantity: 2, unitPriceCents: 1000 }],
  discountCents: 0,
  promoCode: null,
  delivery: {
    method: 'COLISSIMO_HOME',
    priceCents: 790,
    fullName: 'Camille Durand',
    addressLine1: '12 rue des Lilas',
    postalCode: '75011',
    city: 'Paris',
    country: 'France',
  },
};

/** The fields that are read; Stripe's object has some sixty more. */
function session(changes: object = {}, contents: SessionContents = agreed): Stripe.Checkout.Session {
  return {
    id: 'cs_test_1',
    status: 'complete',
    payment_status: 'paid',
    payment_intent: 'pi_1',
    amount_total: 2790,
    currency: 'eur',
    metadata: toMetadata(contents),
    customer_details: { email: 'other@shop.fr', name: 'C. Durand', phone: '+33600000000', address: null },
    collected_information: null,
    shipping_cost: null,
    ...changes,
  } as unknown as Stripe.Checkout.Session;
}

describe('toPaidSession', () => {
  it('takes what was agreed from the metadata and what was paid from Stripe', () => {
    expect(toPaidSession(session())).toMatchObject({
      subtotalCents: 2000,
      shippingCents: 790,
      totalCents: 2790,
      shippingMethod: 'COLISSIMO_HOME',
      currency: 'EUR',
      paymentIntentId: 'pi_1',
      mismatch: null,
      shippingAddress: { name: 'Camille Durand', address: { city: 'Paris', line2: null } },
      billingAddress: { name: 'C. Durand', email: 'buyer@shop.fr' },
    });
  });

  it('is null while nothing has been paid, and for a session of somebody else', () => {
    expect(toPaidSession(session({ payment_status: 'unpaid' }))).toBeNull();
    expect(toPaidSession(session({ metadata: {} }))).toBeNull();
  });

  it('counts no_payment_required as paid', () => {
    const free = { ...agreed, discountCents: 2000, delivery: null };
    expect(toPaidSession(session({ payment_status: 'no_payment_required', amount_total: 0 }, free))).toMatchObject({
      totalCents: 0,
      mismatch: null,
    });
  });

  it('takes nothing for paid that is still open, though nothing is to be paid for it', () => {
    expect(toPaidSession(session({ status: 'open', payment_status: 'no_payment_required' }))).toBeNull();
  });

  it('takes address and method from Stripe’s page when the request had none', () => {
    const address = {
      line1: '1 Main',
      line2: null,
      postal_code: '1000',
      city: 'Bruxelles',
      state: null,
      country: 'BE',
    };
    const paid = toPaidSession(
      session(
        {
          amount_total: 2490,
          shipping_cost: { amount_total: 490, amount_subtotal: 490, amount_tax: 0, shipping_rate: 'shr_1' },
          collected_information: { shipping_details: { name: 'Lou', address } },
        },
        { ...agreed, delivery: null },
      ),
    );
    expect(paid).toMatchObject({
      shippingMethod: 'MONDIAL_RELAY',
      shippingCents: 490,
      mismatch: null,
      shippingAddress: { name: 'Lou', phone: '+33600000000', address },
    });
  });

  it.each([
    [{ amount_total: 2789 }, /2789.*2790/],
    [{ currency: 'usd' }, /USD/],
  ])('notes what does not add up: %j', (changes, note) => {
    expect(toPaidSession(session(changes))?.mismatch).toMatch(note);
  });
});
