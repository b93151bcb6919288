import type Stripe from 'stripe';

type Params = Stripe.Checkout.SessionCreateParams;

/** A line of one product at a price in cents. */
export function stripeLine(
  unitAmount = 1250,
  quantity = 2,
  name = 'Booster Écarlate et Violet',
): Stripe.Checkout.SessionCreateParams.LineItem {
  return { quantity, price_data: { currency: 'eur', unit_amount: unitAmount, product_data: { name } } };
}

/** The request for a checkout session, with the fields that the test sets. */
export function stripeSession(overrides: Partial<Params> = {}): Params {
  return {
    mode: 'payment',
    line_items: [stripeLine()],
    success_url: 'http://localhost:5173/checkout/success?sid={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://localhost:5173/panier',
    ...overrides,
  };
}
