import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import Stripe from 'stripe';
import { toMetadata } from '../dist/checkout/rules/session-metadata.js';
import { STRIPE_API_VERSION } from '../dist/checkout/stripe/stripe-client.js';

export const SECRET = `whsec_${randomBytes(24).toString('hex')}`;
export const SHIPPING_CENTS = 490;

/** What the shop stores with the session. */
export const DELIVERY = {
  name: 'Sacha Ketchum',
  phone: null,
  address: {
    line1: '1 rue du Bourg',
    line2: null,
    postal_code: '69001',
    city: 'Lyon',
    state: null,
    country: 'FR',
    countryCode: 'FR',
  },
};
export const INSTALLATION = 'SELECT "installationId" FROM "Installation"';

/**
 * Opens sessions as `create-session` leaves them, each with one reserved unit, and makes the events of their payment.
 * @returns `{ checkoutId, stripeSessionId, paymentIntentId, totalCents, body, signature }` of each
 */
export function preparePaidEvents(db, variant, count) {
  const expiresAt = new Date(Date.now() + 1_800_000).toISOString().replace('Z', '+00:00');
  const session = db.prepare(
    `INSERT INTO "CheckoutSession" ("id", "stripeSessionId", "status", "url", "totalCents", "delivery", "expiresAt", "updatedAt")
     VALUES (?, ?, 'OPEN', 'https://checkout.stripe.com/c/pay/x', ?, ?, ?, ?)`,
  );
  const hold = db.prepare('INSERT INTO "StockHold" ("sessionId", "variantId", "quantity") VALUES (?, ?, 1)');
  const { installationId } = db.prepare(INSTALLATION).get();
  const events = Array.from({ length: count }, () => signedEvent(variant, installationId));
  db.transaction(() => {
    for (const { checkoutId, stripeSessionId, totalCents } of events) {
      session.run(checkoutId, stripeSessionId, totalCents, JSON.stringify(DELIVERY), expiresAt, expiresAt);
      hold.run(checkoutId, variant.id);
    }
  }).immediate();
  return events;
}

/**
 * `checkout.session.completed` with the fields that it has at Stripe, for one unit.
 * @returns `{ checkoutId, stripeSessionId, paymentIntentId, totalCents, body, signature }`
 */
export function signedEvent(variant, installationId) {
  const checkoutId = randomUUID();
  const id = checkoutId.replaceAll('-', '');
  const stripeSessionId = `cs_test_${id}`;
  const totalCents = variant.priceCents + SHIPPING_CENTS;
  const created = Math.floor(Date.now() / 1000);
  const metadata = toMetadata({
    installationId,
    checkoutId,
    userId: null,
    lines: [{ variantId: variant.id, quantity: 1, unitPriceCents: variant.priceCents }],
    discountCents: 0,
    promoCode: null,
    shipping: { method: 'MONDIAL_RELAY', priceCents: SHIPPING_CENTS },
  });
  const address = {
    city: 'Lyon',
    country: 'FR',
    line1: '1 rue du Bourg',
    line2: null,
    postal_code: '69001',
    state: null,
  };
  const customer = { address, email: 'sacha@example.com', name: 'Sacha Ketchum', phone: null, tax_exempt: 'none' };
  const session = {
    id: stripeSessionId,
    object: 'checkout.session',
    amount_subtotal: totalCents,
    amount_total: totalCents,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    cancel_url: 'https://shop.example/cart',
    client_reference_id: checkoutId,
    collected_information: null,
    created,
    currency: 'eur',
    customer: null,
    customer_details: customer,
    expires_at: created + 1800,
    livemode: false,
    locale: 'fr',
    metadata,
    mode: 'payment',
    payment_intent: `pi_${id}`,
    payment_method_types: ['card'],
    payment_status: 'paid',
    shipping_cost: null,
    status: 'complete',
    success_url: 'https://shop.example/success?session_id={CHECKOUT_SESSION_ID}',
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted',
    url: null,
  };
  const body = JSON.stringify({
    id: `evt_${id}`,
    object: 'event',
    api_version: STRIPE_API_VERSION,
    created,
    data: { object: session },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: 'checkout.session.completed',
  });
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET });
  return { checkoutId, stripeSessionId, paymentIntentId: session.payment_intent, totalCents, body, signature };
}

/** Sends one to the shop at `url`; throws unless the shop accepts it. */
export function deliver(url, agent, { body, signature }) {
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/checkout/webhook`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      if (answer.statusCode !== 200) reject(new Error(`The webhook answered ${answer.statusCode}`));
      answer.once('end', resolve);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
