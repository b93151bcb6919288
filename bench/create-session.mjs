import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startThrowawayShop } from '../scripts/throwaway-shop.mjs';
import Stripe from 'stripe';
import { STRIPE_API_VERSION } from '../dist/checkout/stripe/stripe-client.js';
import { median, round } from './load.mjs';
import { ROUND_TRIP, startRoundTrips } from './stripe-round-trip.mjs';

const REQUESTS = 300;
/** Requests until V8 has optimised a purchase: a shop starts once and sells all day. */
const WARM_UP = 800;
const GOAL_MS = 4;

const SECRET = `whsec_${randomBytes(16).toString('hex')}`;

/** Browsers keep connections open too. */
const agent = new Agent({ keepAlive: true });

/**
 * `create-session` with its reservation, one buyer after the other, without Stripe's time. Stripe's time is that of the shop's
 * SDK on a stand-in that responds at once, measured in turns with the requests.
 */
export async function measureCreateSession() {
  const stripe = await startStripe();
  const roundTrips = startRoundTrips(stripe.url);
  const shop = await startThrowawayShop({
    STRIPE_SECRET_KEY: `sk_test_${randomBytes(16).toString('hex')}`,
    STRIPE_WEBHOOK_SECRET: SECRET,
    STRIPE_API_BASE: stripe.url,
    // Each buyer has a different client IP, and so has the account.
    TRUST_PROXY: '1',
    RATE_LIMIT_GENERAL: '100000',
    RATE_LIMIT_CHECKOUT: '100000',
  });
  try {
    const variantId = stockedVariant(shop);
    const account = { authorization: `Bearer ${await logIn(shop)}` };
    const endPage = () => reportExpiry(shop, stripe.last());
    return [
      report('guest', await openSessions(shop, roundTrips, variantId, { after: endPage })),
      report('account', await openSessions(shop, roundTrips, variantId, { headers: account, after: endPage })),
      {
        // Also two calls to Stripe and the end of another session.
        ...report(
          'account that replaces its page',
          await openSessions(shop, roundTrips, variantId, { headers: account }),
        ),
        goal: 'reported',
        ok: true,
      },
    ];
  } finally {
    await shop.stop();
    agent.destroy();
    await roundTrips.stop();
    stripe.stop();
  }
}

function report(who, { all, stripe }) {
  const p50 = median(all) - median(stripe);
  return {
    what: `create-session without Stripe's ${round(median(stripe))} ms, p50 (${who})`,
    shop: `${round(p50)} ms`,
    baseline: '–',
    ratio: '–',
    goal: `≤ ${GOAL_MS} ms`,
    ok: p50 <= GOAL_MS,
  };
}

/**
 * @param after runs between two requests; by default the account's last session is still open at the next one
 * @returns milliseconds of each request (`all`) and of its calls to Stripe (`stripe`)
 */
async function openSessions(shop, roundTrips, variantId, { headers = {}, after }) {
  const times = { all: [], stripe: [] };
  const expires = after === undefined;
  for (let index = 0; index < WARM_UP + REQUESTS; index++) {
    const address = `198.51.${index >> 8}.${index & 255}`;
    const started = performance.now();
    await post(shop, '/api/checkout/create-session', cartOf(variantId), 201, {
      ...headers,
      'x-forwarded-for': address,
    });
    const all = performance.now() - started;
    await after?.();
    const stripe = await roundTrips.measure(expires);
    if (index < WARM_UP) continue;
    times.all.push(all);
    times.stripe.push(stripe);
  }
  return times;
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

/** A variant of the demo catalogue with enough units for all buyers. */
function stockedVariant({ dataDir }) {
  const db = new Database(join(dataDir, 'boulevard.db'), { timeout: 30_000 });
  const { id } = db.prepare('SELECT "id" FROM "Variant" ORDER BY "stock" DESC LIMIT 1').get();
  db.prepare('UPDATE "Variant" SET "stock" = 1000000 WHERE "id" = ?').run(id);
  db.close();
  return id;
}

/** Stripe's event for an unpaid session that expired. A write of another process would invalidate SQLite's page cache. */
async function reportExpiry(shop, session) {
  const event = {
    id: `evt_${session.id}`,
    object: 'event',
    api_version: STRIPE_API_VERSION,
    created: Math.floor(Date.now() / 1000),
    data: { object: { ...session, status: 'expired', url: null } },
    livemode: false,
    type: 'checkout.session.expired',
  };
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: JSON.stringify(event), secret: SECRET });
  await post(shop, '/api/checkout/webhook', event, 200, { 'stripe-signature': signature });
}

async function logIn(shop) {
  const account = { email: 'bench@example.com', username: 'bench', password: 'Pikachu25' };
  await post(shop, '/api/auth/register', account, 201);
  return (await post(shop, '/api/auth/login', account, 200)).accessToken;
}

async function post({ url }, path, body, expected, headers = {}) {
  const sent = Buffer.from(JSON.stringify(body));
  const asked = request(url + path, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json', 'content-length': sent.length, ...headers },
  });
  asked.end(sent);
  const [answer] = await once(asked, 'response');
  const text = await readAll(answer);
  if (answer.statusCode !== expected) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
  return JSON.parse(text);
}

async function readAll(stream) {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}

/** Responds at once to creating and expiring a session; it stores the shop's last one. */
async function startStripe() {
  let sessions = 0;
  let last;
  const server = createServer(async (request, response) => {
    const params = new URLSearchParams(await readAll(request));
    const [, , , , id = `cs_test_${++sessions}`, action] = request.url.split('/');
    const session = {
      id,
      object: 'checkout.session',
      client_reference_id: params.get('client_reference_id'),
      metadata: metadataOf(params),
      payment_status: 'unpaid',
      status: action === 'expire' ? 'expired' : 'open',
      url: `https://checkout.stripe.com/c/pay/${id}`,
    };
    if (!request.headers['idempotency-key']?.startsWith(ROUND_TRIP)) last = session;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(session));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    last: () => last,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Metadata in the SDK's form body: `metadata[name]=value`. */
function metadataOf(params) {
  const named = [...params].map(([name, value]) => [/^metadata\[(.+)\]$/.exec(name)?.[1], value]);
  return Object.fromEntries(named.filter(([name]) => name));
}
