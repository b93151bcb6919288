// npm run demo: starts a throw-away shop and tells the story of a purchase over real HTTP. Ends with 1 when any step is
// not as told, so it is a test as well.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ensureBuilt } from './ensure-built.mjs';
import { startThrowawayShop } from './throwaway-shop.mjs';

ensureBuilt();
const shop = await startThrowawayShop({ RATE_LIMIT_ENABLED: 'false' });
try {
  await tell();
  say('\nAll as told.');
} catch (error) {
  console.error(`\nNot as told: ${error.message}`);
  process.exitCode = 1;
} finally {
  await shop.stop();
}

async function tell() {
  say(`A shop opens at ${shop.url}, with an empty database and no account anywhere.\n`);

  const camille = await newCustomer('camille');
  say(`Camille registers and logs in; her token is good for ${camille.minutes} minutes.`);

  const { products } = await get('/api/products?limit=500');
  const product = products.find(({ variants }) => variants.some(({ stock }) => stock === 10));
  const variant = product.variants.find(({ stock }) => stock === 10);
  say(`She looks at "${product.name}": ${euros(variant.priceCents)}, ${variant.stock} in stock.`);

  const page = await openSession(camille, variant.id, 2);
  say(`She puts 2 in her cart and goes to pay: ${page.url}`);
  const { deliveries } = await pay(page.sessionId);
  say(`She pays. The signed webhook arrives and is answered ${deliveries.map(({ status }) => status).join(', ')}.`);

  const after = await stockOf(product.slug, variant.id);
  assert.equal(after, 8, `stock should be 8, is ${after}`);
  say(`The stock went from 10 to ${after}.`);

  const { orders } = await get('/api/users/orders', camille);
  assert.equal(orders.length, 1, `one order expected, found ${orders.length}`);
  const [order] = orders;
  assert.equal(order.status, 'CONFIRMED');
  assert.equal(order.totalCents, 2 * variant.priceCents + 790);
  say(`Her order ${order.orderNumber} is there: ${order.status}, ${euros(order.totalCents)} with delivery.\n`);

  await tellRace(products);
}

async function tellRace(products) {
  const product = products.find(({ variants }) => variants.some(({ stock }) => stock === 1));
  const variant = product.variants.find(({ stock }) => stock === 1);
  say(`Of "${product.name}" one single card is left, and two customers want it at the same moment.`);

  const buyers = await Promise.all(['lou', 'noa'].map(newCustomer));
  const results = await Promise.all(buyers.map((buyer) => buy(buyer, variant.id)));
  const winners = results.filter(({ ok }) => ok);
  const losers = results.filter(({ ok }) => !ok);
  assert.equal(winners.length, 1, `one winner expected, found ${winners.length}`);
  assert.equal(losers[0].code, 'INSUFFICIENT_STOCK');
  say(`${winners[0].name} gets it: ${winners[0].orderNumber}.`);
  say(`${losers[0].name} is told: "${losers[0].error}"`);
  const left = await stockOf(product.slug, variant.id);
  assert.equal(left, 0, `stock should be 0, is ${left}`);
  say(`The stock is ${left}, and never was below.`);
}

/** From the cart to the success page. */
async function buy(buyer, variantId) {
  const opened = await request('POST', '/api/checkout/create-session', { buyer, body: cart(buyer, variantId, 1) });
  if (opened.status !== 201) return { name: buyer.name, ok: false, ...opened.body };
  await pay(opened.body.sessionId);
  const { status, body } = await request('GET', `/api/checkout/verify-session/${opened.body.sessionId}`, { buyer });
  return { name: buyer.name, ok: status === 200, ...body };
}

async function newCustomer(name) {
  const account = { email: `${name}@example.com`, username: name, password: 'Pikachu25' };
  await expectStatus(201, 'POST', '/api/auth/register', { body: account });
  const { accessToken } = await expectStatus(200, 'POST', '/api/auth/login', { body: account });
  const { iat, exp } = JSON.parse(Buffer.from(accessToken.split('.')[1], 'base64url'));
  return { name: name[0].toUpperCase() + name.slice(1), email: account.email, accessToken, minutes: (exp - iat) / 60 };
}

function openSession(buyer, variantId, quantity) {
  const body = cart(buyer, variantId, quantity);
  return expectStatus(201, 'POST', '/api/checkout/create-session', { buyer, body });
}

function cart(buyer, variantId, quantity) {
  const home = { addressLine1: '12 rue des Lilas', postalCode: '75011', city: 'Paris', country: 'France' };
  return {
    items: [{ variantId, quantity }],
    customerEmail: buyer.email,
    shipping: { fullName: `${buyer.name} Durand`, ...home },
    shippingMethodCode: 'COLISSIMO_HOME',
  };
}

/** What the buyer's click on the sandbox's page does; it waits for the shop's answer to the webhook, as Stripe does. */
function pay(sessionId) {
  return expectStatus(200, 'POST', `/sandbox/pay/${sessionId}`, { body: { action: 'pay', delivery: 'once' } });
}

async function stockOf(slug, variantId) {
  const { product } = await get(`/api/products/${slug}`);
  return product.variants.find(({ id }) => id === variantId).stock;
}

function get(path, buyer) {
  return expectStatus(200, 'GET', path, { buyer });
}

async function expectStatus(expected, method, path, options) {
  const { status, body } = await request(method, path, options);
  assert.equal(status, expected, `${method} ${path} answered ${status} ${body.code ?? ''}`);
  return body;
}

async function request(method, path, { buyer, body } = {}) {
  const answer = await fetch(shop.url + path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      ...(buyer && { authorization: `Bearer ${buyer.accessToken}` }),
    },
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

function euros(cents) {
  return new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }).format(cents / 100);
}

function say(text) {
  console.log(text);
}
