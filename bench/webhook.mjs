import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import Stripe from 'stripe';
import { toMetadata } from '../dist/checkout/session/session-metadata.js';
import { startThrowawayShop } from '../scripts/throwaway-shop.mjs';
import { prepareBareOrders } from './bare-sql.mjs';
import { atLeast, median, rate } from './load.mjs';

const ORDERS = 300;
const ROUNDS = 3;
const CONCURRENCY = 8;
const SECRET = `whsec_${randomBytes(24).toString('hex')}`;

/** Signed events of distinct paid sessions, beside the same SQL through bare better-sqlite3 on the same file. */
export async function measureWebhook() {
  const shop = await startThrowawayShop({ STRIPE_WEBHOOK_SECRET: SECRET });
  const db = new Database(join(shop.dataDir, 'boulevard.db'));
  try {
    const variant = db.prepare('SELECT * FROM "Variant" ORDER BY "id" LIMIT 1').get();
    db.prepare('UPDATE "Variant" SET "stock" = 1000000 WHERE "id" = ?').run(variant.id);
    const bareOrder = prepareBareOrders(db, variant);

    const rounds = { ours: [], floor: [] };
    for (let round = 0; round < ROUNDS; round++) {
      const requests = Array.from({ length: ORDERS }, (_, index) => signedEvent(variant, `${round}_${index}`));
      rounds.ours.push(await rate(ORDERS, CONCURRENCY, (index) => deliver(shop, requests[index])));
      rounds.floor.push(await rate(ORDERS, 1, () => Promise.resolve(bareOrder())));
    }
    const what = 'webhook (signed, distinct sessions), beside the same SQL in bare better-sqlite3';
    const row = atLeast(what, median(rounds.ours), median(rounds.floor), 'orders/s', 0);
    return [{ ...row, goal: 'reported' }];
  } finally {
    db.close();
    await shop.stop();
  }
}

function signedEvent(variant, suffix) {
  const metadata = toMetadata({
    checkoutId: `bench_${suffix}`,
    userId: null,
    email: null,
    lines: [{ variantId: variant.id, quantity: 1, unitPriceCents: variant.priceCents }],
    discountCents: 0,
    promoCode: null,
    delivery: null,
  });
  const session = {
    id: `cs_test_bench_${suffix}`,
    object: 'checkout.session',
    payment_status: 'paid',
    payment_intent: `pi_bench_${suffix}`,
    amount_total: variant.priceCents,
    currency: 'eur',
    metadata,
    customer_details: null,
    collected_information: null,
    shipping_cost: null,
  };
  const body = JSON.stringify({
    id: `evt_bench_${suffix}`,
    object: 'event',
    type: 'checkout.session.completed',
    data: { object: session },
  });
  return { body, signature: Stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET }) };
}

async function deliver({ url }, { body, signature }) {
  const answer = await fetch(`${url}/api/checkout/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    body,
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`The webhook answered ${answer.status}`);
}
