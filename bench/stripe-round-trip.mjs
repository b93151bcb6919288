import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { stripeClient } from '../dist/checkout/stripe/stripe-client.js';

/** Prefix of these idempotency keys. */
export const ROUND_TRIP = 'round-trip:';

/**
 * Measures the shop's Stripe SDK on sessions at `apiBase`, on a separate thread.
 * @returns `measure(expires)`: milliseconds to create a session, after expiring one if `expires`; and `stop`
 */
export function startRoundTrips(apiBase) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { apiBase } });
  return {
    measure: async (expires) => {
      worker.postMessage(expires);
      const [milliseconds] = await once(worker, 'message');
      return milliseconds;
    },
    stop: () => worker.terminate(),
  };
}

if (!isMainThread) {
  const options = { secretKey: 'sk_test_round_trip', timeout: 4000, maxNetworkRetries: 0 };
  const stripe = stripeClient({ ...options, apiBase: workerData.apiBase });
  let count = 0;
  parentPort.on('message', async (expires) => {
    const started = performance.now();
    if (expires) await stripe.checkout.sessions.expire(`cs_test_round_trip_${count}`);
    await stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: `${ROUND_TRIP}${++count}` });
    parentPort.postMessage(performance.now() - started);
  });
}

/** The fields that the shop sends for a cart of one line. */
function sessionParams() {
  const item = (name, amount) => ({
    quantity: 1,
    price_data: { currency: 'eur', unit_amount: amount, product_data: { name } },
  });
  const metadata = { shop: 'bench', checkout: 'x'.repeat(36), items_0: 'y'.repeat(40), delivery_0: 'z'.repeat(200) };
  return {
    mode: 'payment',
    locale: 'fr',
    line_items: [item('Coffret', 5490), item('Livraison', 790)],
    customer_email: 'camille@example.test',
    client_reference_id: 'x'.repeat(36),
    success_url: 'https://shop.example.test/success?sid={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://shop.example.test/panier',
    expires_at: 2_000_000_000,
    metadata,
    payment_intent_data: { metadata },
  };
}
