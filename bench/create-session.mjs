import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startThrowawayShop } from '../scripts/throwaway-shop.mjs';
import { median, round } from './load.mjs';

const REQUESTS = 300;
const WARM_UP = 100;
const GOAL_MS = 5;

/** `create-session` with its hold, one buyer after the other, less what a stand-in for Stripe took of that time. */
export async function measureCreateSession() {
  const stripe = await startStripe();
  const shop = await startThrowawayShop({
    STRIPE_SECRET_KEY: `sk_test_${randomBytes(16).toString('hex')}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(16).toString('hex')}`,
    STRIPE_API_BASE: stripe.url,
    // Hundreds of buyers share this machine's address.
    RATE_LIMIT_GENERAL: '100000',
    RATE_LIMIT_CHECKOUT: '100000',
    RATE_LIMIT_OPEN_SESSIONS: '100000',
    RATE_LIMIT_HELD_UNITS: '100000',
  });
  try {
    const variantId = stockedVariant(shop);
    const account = { authorization: `Bearer ${await logIn(shop)}` };
    return [
      report('guest', await openSessions(shop, stripe, variantId, {})),
      report('account, whose page before it is ended', await openSessions(shop, stripe, variantId, account)),
    ];
  } finally {
    await shop.stop();
    stripe.stop();
  }
}

function report(who, milliseconds) {
  const p50 = median(milliseconds);
  return {
    what: `create-session without Stripe's time, p50 (${who})`,
    shop: `${round(p50)} ms`,
    floor: '–',
    ratio: '–',
    goal: `≤ ${GOAL_MS} ms`,
    ok: p50 <= GOAL_MS,
  };
}

/** @returns the milliseconds of each request that were not Stripe's */
async function openSessions(shop, stripe, variantId, headers) {
  const own = [];
  for (let index = 0; index < WARM_UP + REQUESTS; index++) {
    const address = `198.51.${index >> 8}.${index & 255}`;
    const before = stripe.milliseconds();
    const started = performance.now();
    await post(shop, '/api/checkout/create-session', cartOf(variantId), 201, {
      ...headers,
      'x-forwarded-for': address,
    });
    const all = performance.now() - started;
    if (index >= WARM_UP) own.push(all - (stripe.milliseconds() - before));
  }
  return own;
}

function cartOf(variantId) {
  const shipping = {
    fullName: 'Camille Durand',
    addressLine1: '12 rue des Lilas',
    postalCode: '75011',
    city: 'Paris',
    country: 'France',
  };
  const items = [{ variantId, quantity: 1 }];
  return { items, customerEmail: 'camille@example.test', shipping, shippingMethodCode: 'COLISSIMO_HOME' };
}

/** Of the demo catalogue, with enough units for everybody. */
function stockedVariant({ dataDir }) {
  const db = new Database(join(dataDir, 'boulevard.db'), { timeout: 30_000 });
  const { id } = db.prepare('SELECT "id" FROM "Variant" ORDER BY "stock" DESC LIMIT 1').get();
  db.prepare('UPDATE "Variant" SET "stock" = 1000000 WHERE "id" = ?').run(id);
  db.close();
  return id;
}

async function logIn(shop) {
  const account = { email: 'bench@example.com', username: 'bench', password: 'Pikachu25' };
  await post(shop, '/api/auth/register', account, 201);
  return (await post(shop, '/api/auth/login', account, 200)).accessToken;
}

async function post({ url }, path, body, expected, headers = {}) {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (answer.status !== expected) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Answers at once what creating and ending a session answer; it has no memory, and counts its own time. */
async function startStripe() {
  let [sessions, milliseconds] = [0, 0];
  const server = createServer(async (request, response) => {
    const started = performance.now();
    request.resume();
    await once(request, 'end');
    const [, , , , id = `cs_test_${++sessions}`, action] = request.url.split('/');
    const status = action === 'expire' ? 'expired' : 'open';
    const url = `https://checkout.stripe.com/c/pay/${id}`;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id, object: 'checkout.session', status, payment_status: 'unpaid', url }));
    milliseconds += performance.now() - started;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    milliseconds: () => milliseconds,
    stop: () => server.close(),
  };
}
